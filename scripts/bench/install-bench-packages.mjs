// @ts-check
import { dirname, join } from "node:path"
import { installPackagesOf } from "../lib/install-packages.mjs"
import { paths } from "../lib/project-paths.mjs"

/**
 * Installs what is measured beside this backend. It stands in a package.json of
 * its own: nobody needs it to run or to test the backend.
 * @returns {Promise<boolean>} whether that was needed
 */
export const installBenchPackages = () =>
  installPackagesOf({
    folder: import.meta.dirname,
    title: "Packages of the bench",
    stampFile: join(dirname(paths.packagesStamp), "bench-packages.json"),
    logName: "npm-ci-bench",
  })

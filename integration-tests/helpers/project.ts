import { existsSync } from "node:fs"
import { join, resolve } from "node:path"

export const projectRoot = resolve(__dirname, "../..")

export const medusaCli = join(projectRoot, "node_modules/@medusajs/cli/cli.js")

const buildFolder = join(projectRoot, ".medusa/server")

/** Where `medusa build` put the server. @throws Error where it has not run. */
export function builtServer(): string {
  if (!existsSync(join(buildFolder, "medusa-config.js"))) {
    throw new Error("The server is not built; run the suites through npm test")
  }
  return buildFolder
}

// @ts-check
import { createHash } from "node:crypto"
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs"
import { join, relative } from "node:path"

/**
 * @param {string} root
 * @param {string[]} entries files and folders under it; a missing one counts as
 *   missing
 * @param {(path: string) => boolean} [include] which of the files count, by
 *   their path under root
 * @returns {string} changes when a file that counts is added, removed, renamed
 *   or edited
 */
export function hashFiles(root, entries, include = () => true) {
  const hash = createHash("sha256")
  for (const file of entries.flatMap((entry) =>
    filesUnder(join(root, entry))
  )) {
    const path = relative(root, file)
    if (!include(path)) continue
    hash.update(`${path}\0`).update(readFileSync(file)).update("\0")
  }
  return hash.digest("hex")
}

/**
 * @param {string} path
 * @returns {string[]} sorted
 */
function filesUnder(path) {
  if (!existsSync(path)) return []
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesUnder(join(path, name)))
}

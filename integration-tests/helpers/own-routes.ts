import { readFileSync, readdirSync } from "node:fs"
import { dirname, join } from "node:path"
import { projectRoot } from "./project"

/** A method of a route of this project's; `[id]` of a path stands as `unknown_1`. */
export type OwnRoute = { method: string; path: string }

const METHOD =
  /^export (?:const|async function|function) (GET|POST|PUT|PATCH|DELETE)\b/gm

/** Every method of every route file of this project, as Medusa finds them. */
export function ownRoutes(): OwnRoute[] {
  const root = join(projectRoot, "src/api")
  return readdirSync(root, { recursive: true })
    .map(String)
    .filter((file) => file.endsWith("route.ts"))
    .flatMap((file) => {
      const path = `/${dirname(file)}`.replace(/\[\w+\]/g, "unknown_1")
      const code = readFileSync(join(root, file), "utf8")
      return [...code.matchAll(METHOD)].map(([, method = ""]) => ({
        method,
        path,
      }))
    })
    .sort((a, b) => a.path.localeCompare(b.path))
}

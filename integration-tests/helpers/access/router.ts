import { readFileSync, readdirSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { projectRoot } from "../project"
import type { Route } from "./matrix"

const WRITER = join(
  projectRoot,
  "integration-tests/fixtures/access/write-routes.mjs"
)
const API = join(projectRoot, "src/api")

/** Has a server write down the routes that its router really has; see {@link routesOfRouter}. */
export function writingRoutes(name: string): {
  file: string
  env: Record<string, string>
} {
  const file = join(tmpdir(), `routes-${name}-${process.pid}.json`)
  return {
    file,
    env: { ROUTES_FILE: file, NODE_OPTIONS: `--import=${WRITER}` },
  }
}

/** Every route of the running server, once; also those that no file of ours or Medusa's stands for. */
export function routesOfRouter(file: string): Route[] {
  const routes = JSON.parse(readFileSync(file, "utf8")) as Route[]
  const byName = new Map(
    routes.map((route) => [`${route.method} ${route.path}`, route])
  )
  return [...byName.values()]
}

const METHOD =
  /^export (?:const|function|async function) (GET|POST|PUT|PATCH|DELETE)\b|\bas (GET|POST|PUT|PATCH|DELETE)\b/gm

/** The routes that files of this project answer, by Medusa's rules for their addresses. */
export function ourRoutes(): Route[] {
  return readdirSync(API, { recursive: true, encoding: "utf8" })
    .filter((file) => /(^|\/)route\.ts$/.test(file))
    .flatMap((file) => {
      const path = `/${file.replace(/\/?route\.ts$/, "")}`.replace(
        /\[(\w+)\]/g,
        ":$1"
      )
      const source = readFileSync(join(API, file), "utf8")
      return [...source.matchAll(METHOD)].map(([, exported, renamed]) => ({
        method: exported ?? renamed ?? "",
        path,
      }))
    })
}

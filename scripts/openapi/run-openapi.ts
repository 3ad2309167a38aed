import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { join, resolve } from "node:path"
import prettier from "prettier"
import { buildDocument } from "./build-document"
import { withRoutes } from "./list-routes"

const root = resolve(__dirname, "../..")
const DOCUMENT = "docs/openapi.json"
const PAGE = "docs/api.md"

/**
 * Writes docs/openapi.json and the list of routes in docs/api.md, or with `--check` says whether
 * the written ones are still right.
 *
 * @returns the exit code
 */
export async function runOpenApi(args: readonly string[]): Promise<number> {
  const document = buildDocument(root)
  const page = readFileSync(join(root, PAGE), "utf8")
  const texts = [
    [DOCUMENT, await format(DOCUMENT, JSON.stringify(document))],
    [PAGE, await format(PAGE, withRoutes(page, document))],
  ] as const
  const stale = texts.filter(([file, text]) => read(file) !== text)
  if (!args.includes("--check")) {
    for (const [file, text] of stale) {
      writeFileSync(join(root, file), text)
    }
    process.stdout.write(
      stale.length > 0
        ? `Written: ${stale.map(([file]) => file).join(", ")}\n`
        : "Nothing has changed\n"
    )
    return 0
  }
  for (const [file] of stale) {
    process.stdout.write(
      `${file} is not what the routes say: run npm run openapi\n`
    )
  }
  return stale.length > 0 ? 1 : 0
}

const read = (file: string): string | null => {
  const path = join(root, file)
  return existsSync(path) ? readFileSync(path, "utf8") : null
}

async function format(file: string, text: string): Promise<string> {
  const filepath = join(root, file)
  return prettier.format(text, {
    ...(await prettier.resolveConfig(filepath)),
    filepath,
  })
}

import type { OpenApiDocument } from "./build-document"

const START = "<!-- routes: written by npm run openapi -->"
const END = "<!-- end of routes -->"

/** The page with its list of routes as the document has them, each with the first of its words. */
export function withRoutes(page: string, document: OpenApiDocument): string {
  const rows = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(
      ([method, { summary }]) =>
        `| \`${method.toUpperCase()} ${path}\` | ${firstSentence(summary)} |`
    )
  )
  const table = ["| route | does |", "| --- | --- |", ...rows].join("\n")
  const [before = ""] = page.split(START)
  const [, after = ""] = page.split(END)
  return `${before}${START}\n\n${table}\n\n${END}${after}`
}

const firstSentence = (summary: unknown): string =>
  typeof summary === "string" ? (summary.split(/(?<=\.) /)[0] ?? "") : ""

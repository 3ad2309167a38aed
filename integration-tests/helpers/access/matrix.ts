/** What a credential gets of a route: let in, or refused with this status. */
export type Cell = "in" | number

/** A route of the router: `/admin/orders/:id`. */
export type Route = { method: string; path: string }

/** A line of the matrix: some routes, and what kind of access they have. */
export type Line = { methods: string; path: string; access: string }

export type Matrix = {
  /** The columns, in their order. */
  credentials: string[]
  /** By the name of a kind of access, then of a credential. */
  kinds: ReadonlyMap<string, ReadonlyMap<string, Cell>>
  lines: readonly Line[]
}

/** Of routes that this matrix does not speak of. */
export const ELSEWHERE = "elsewhere"

/**
 * Reads the two tables of `matrix.md`: kinds of access, and routes.
 *
 * @throws Error where a line says something that cannot be understood
 */
export function parseMatrix(text: string): Matrix {
  const [head, ...rest] = rowsOf(text, "access")
  const credentials = (head ?? []).slice(1)
  const kinds = new Map(
    rest.map(([kind = "", ...cells]) => [
      kind,
      new Map(
        credentials.map((name, index) => [name, toCell(kind, cells[index])])
      ),
    ])
  )
  const lines = rowsOf(text, "route")
    .slice(1)
    .map(([route = "", access = ""]) => {
      const [methods = "", path = ""] = route.replaceAll("`", "").split(" ")
      if (
        !path.startsWith("/") ||
        !(kinds.has(access) || access === ELSEWHERE)
      ) {
        throw new Error(`The matrix has a line without sense: ${route}`)
      }
      return { methods, path, access }
    })
  return { credentials, kinds, lines }
}

/** The rows of the table whose first column is called so, its head first. */
function rowsOf(text: string, firstColumn: string): string[][] {
  const lines = text.split("\n")
  const start = lines.findIndex((line) => cellsOf(line)[0] === firstColumn)
  const table = start < 0 ? [] : lines.slice(start)
  const end = table.findIndex((line) => !line.startsWith("|"))
  return table
    .slice(0, end < 0 ? undefined : end)
    .map(cellsOf)
    .filter(([first = ""]) => !/^:?-+:?$/.test(first))
}

const cellsOf = (line: string): string[] =>
  line
    .split("|")
    .slice(1, -1)
    .map((cell) => cell.trim())

function toCell(kind: string, text: string | undefined): Cell {
  if (text !== "in" && !/^\d{3}$/.test(text ?? "")) {
    throw new Error(`The kind of access "${kind}" has a cell without sense`)
  }
  return text === "in" ? text : Number(text)
}

/**
 * The one line that speaks of a route. A line that names it goes before a line with a star; a route
 * of this project needs a line that names it.
 *
 * @returns the line, or what is wrong with the matrix
 */
export function lineOf(
  { lines }: Matrix,
  route: Route,
  isOurs: boolean
): Line | { problem: string } {
  const named = lines.filter((line) => matches(line, route, "named"))
  const found =
    named.length > 0 || isOurs
      ? named
      : lines.filter((line) => matches(line, route, "starred"))
  const [line] = found
  if (line && found.length === 1) {
    return line
  }
  const name = `${route.method} ${route.path}`
  return {
    problem: line
      ? `${name} has ${found.length} lines in the matrix`
      : `${name} has no line ${isOurs ? "of its own " : ""}in the matrix`,
  }
}

function matches(
  { methods, path }: Line,
  route: Route,
  how: "named" | "starred"
): boolean {
  if (methods !== "ANY" && !methods.split(",").includes(route.method)) {
    return false
  }
  return how === "named"
    ? path === route.path
    : path.endsWith("*") && route.path.startsWith(path.slice(0, -1))
}

/** Lines that no route has: what they speak of was renamed or taken away. */
export function idleLines(
  matrix: Matrix,
  routes: readonly (Route & { isOurs: boolean })[]
): Line[] {
  const used = new Set(
    routes.map((route) => lineOf(matrix, route, route.isOurs))
  )
  return matrix.lines.filter((line) => !used.has(line))
}

/** Whether a credential got what the matrix says. Anything but a refusal for want of a right is «in». */
export function holds(expected: Cell, status: number): boolean {
  return expected === "in"
    ? ![401, 403, 429].includes(status)
    : status === expected
}

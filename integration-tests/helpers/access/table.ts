import Table from "cli-table3"
import type { Line, Matrix, Route } from "./matrix"

/** A route, its line, and what each credential got: statuses in the order of the columns. */
export type Walked = {
  route: Route & { isOurs: boolean }
  line: Line
  statuses: readonly number[]
}

/** What was found: this project's routes one by one, Medusa's by their line. */
export function tableOf(matrix: Matrix, walked: readonly Walked[]): string {
  const table = new Table({
    head: ["route", "access", ...matrix.credentials],
    style: { head: [], border: [], compact: true },
  })
  for (const { route, line, statuses } of walked) {
    if (route.isOurs) {
      table.push([`${route.method} ${route.path}`, line.access, ...statuses])
    }
  }
  for (const line of matrix.lines) {
    const those = walked.filter((one) => !one.route.isOurs && one.line === line)
    if (those.length > 0) {
      table.push([
        `${line.methods} ${line.path} (${those.length} of Medusa's)`,
        line.access,
        ...matrix.credentials.map((_, column) => summaryOf(those, column)),
      ])
    }
  }
  return table.toString()
}

/** `401 ×371`, one a status; what was let in counts together. */
function summaryOf(those: readonly Walked[], column: number): string {
  const counts = new Map<string, number>()
  for (const { statuses } of those) {
    const status = statuses[column] ?? 0
    const name = [401, 403, 404, 429].includes(status) ? String(status) : "in"
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  return [...counts].map(([name, count]) => `${name} ×${count}`).join(", ")
}

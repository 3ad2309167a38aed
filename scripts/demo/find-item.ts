import { catalog, findSellable, type Sellable } from "../seed/catalog"
import { DemoError } from "./demo-error"

const SUGGESTIONS = 5

const allSkus = () =>
  catalog.flatMap(({ variants }) => variants.map(({ sku }) => sku))

/**
 * Finds a size of the demo shop's catalogue; upper and lower case are the same.
 *
 * @throws DemoError with exit code 2 that names the SKUs most like it.
 */
export function findItem(sku: string): Sellable {
  const known = allSkus().find((one) => one === sku.toUpperCase())
  if (!known) {
    const near = nearestSkus(sku).map((one) => `  ${one}`)
    throw new DemoError(
      `The catalogue has no SKU «${sku}». The nearest are:\n${near.join("\n")}`,
      { exitCode: 2 }
    )
  }
  return findSellable(known)
}

/** The SKUs that take the fewest changes of a character to become. */
export function nearestSkus(sku: string): string[] {
  const wanted = sku.toUpperCase()
  return allSkus()
    .map((one) => ({ one, distance: editDistance(wanted, one) }))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, SUGGESTIONS)
    .map(({ one }) => one)
}

/** How many characters must be put in, taken out or replaced (Levenshtein). */
function editDistance(from: string, to: string): number {
  let above = Array.from({ length: to.length + 1 }, (_, column) => column)
  for (const [row, character] of from.split("").entries()) {
    const current = [row + 1]
    for (const [column, other] of to.split("").entries()) {
      const replaced = (above[column] ?? 0) + (character === other ? 0 : 1)
      const removed = (above[column + 1] ?? 0) + 1
      const inserted = (current[column] ?? 0) + 1
      current.push(Math.min(replaced, removed, inserted))
    }
    above = current
  }
  return above[to.length] ?? 0
}

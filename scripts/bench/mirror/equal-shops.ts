import type { Client, Pool } from "pg"
import { type Numbers, numbersOfLegacy, numbersOfMedusa } from "./numbers"

type Both = { medusa: Pool | Client; legacyAdmin: Pool | Client }

/** No size of the bench has so many. */
const WRONG = 999_999

/**
 * Makes every number in the legacy store wrong, so that a run that does nothing cannot pass for one
 * that did, and clears away what the run before has left: no run pays for another's.
 */
export async function spoilNumbers({
  medusa,
  legacyAdmin,
}: Both): Promise<void> {
  await legacyAdmin.query(
    `UPDATE product_variants SET inventory_quantity = ${WRONG}`
  )
  await legacyAdmin.query(
    `UPDATE products SET total_inventory = ${WRONG}, in_stock = false`
  )
  await legacyAdmin.query("VACUUM ANALYZE product_variants, products")
  await medusa.query("VACUUM ANALYZE stock_item")
  await medusa.query("CHECKPOINT")
}

/** @throws Error where a number in the legacy store is not what can be sold in Medusa */
export async function requireEqualShops({
  medusa,
  legacyAdmin,
}: Both): Promise<void> {
  const truth = await numbersOfMedusa(medusa)
  const there = await numbersOfLegacy(legacyAdmin)
  requireEqual("sizes", truth.sizes, there.sizes)
  requireEqual("styles", truth.styles, there.styles)
}

/** @throws Error that says how many differ, and one of them */
function requireEqual(what: string, truth: Numbers, there: Numbers): void {
  const differing = [...truth].filter(
    ([id, quantity]) => there.get(id) !== quantity
  )
  if (differing.length > 0 || truth.size !== there.size || truth.size === 0) {
    const [id, quantity] = differing[0] ?? ["none", 0]
    throw new Error(
      `Of ${truth.size} ${what} ${differing.length} differ among ${there.size}, such as ${id}: ${quantity} in Medusa, ${there.get(id) ?? "none"} there`
    )
  }
}

import type { Lab } from "./lab"
import { requireEqualShops, spoilNumbers } from "./equal-shops"
import { BATCH, type PushRun } from "./push-all"
import { type Numbers, numbersOfMedusa } from "./numbers"

const SIZES = `
  UPDATE product_variants AS legacy SET inventory_quantity = input.quantity
  FROM unnest($1::text[], $2::int[]) AS input(id, quantity)
  WHERE legacy.medusa_variant_id = input.id`

const STYLES = `
  UPDATE products AS legacy SET total_inventory = input.quantity, in_stock = input.quantity > 0
  FROM unnest($1::text[], $2::int[]) AS input(id, quantity)
  WHERE legacy.medusa_product_id = input.id`

/**
 * The plainest thing that writes the same numbers to the same rows: they are at hand, nothing is
 * guarded, noted or looked at.
 *
 * @throws Error where a number there is not Medusa's afterwards
 */
export async function rawPushAll(lab: Lab): Promise<PushRun> {
  const { sizes, styles } = await numbersOfMedusa(lab.medusa)
  await spoilNumbers(lab)
  const startedAt = performance.now()
  const rows =
    (await writeAll(lab, STYLES, styles)) + (await writeAll(lab, SIZES, sizes))
  const seconds = (performance.now() - startedAt) / 1000
  await requireEqualShops(lab)
  return { rows, seconds }
}

async function writeAll(
  { legacy }: Lab,
  sql: string,
  numbers: Numbers
): Promise<number> {
  const all = [...numbers]
  let rows = 0
  for (let from = 0; from < all.length; from += BATCH) {
    const batch = all.slice(from, from + BATCH)
    const { rowCount } = await legacy.query(sql, [
      batch.map(([id]) => id),
      batch.map(([, quantity]) => quantity),
    ])
    rows += rowCount ?? 0
  }
  return rows
}

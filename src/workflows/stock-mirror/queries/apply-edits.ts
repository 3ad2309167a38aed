import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { EditPlan } from "../domain/plan-legacy-edits"
import type { LevelDifference } from "../domain/spread-difference"

const ADD_TO_LEVELS = `
  UPDATE inventory_level AS level
  SET stocked_quantity = level.stocked_quantity + input.difference,
      raw_stocked_quantity = jsonb_build_object(
        'value', (level.stocked_quantity + input.difference)::text, 'precision', 20),
      updated_at = clock_timestamp()
  FROM unnest(:levels::text[], :differences::int[]) AS input(id, difference)
  WHERE level.id = input.id`

/** Adds differences to the stocked quantity of levels. The capture tells the queue of it. */
export async function addToLevels(
  transaction: Knex,
  differences: readonly LevelDifference[]
): Promise<void> {
  if (differences.length > 0) {
    await transaction.raw(ADD_TO_LEVELS, {
      levels: differences.map(({ levelId }) => levelId),
      differences: differences.map(({ difference }) => difference),
    })
  }
}

const ASK_FOR_PUSH = `
  INSERT INTO stock_change (variant_id, product_id, source)
  SELECT id, NULL, 'legacy_edit' FROM unnest(:variants::text[]) AS id
  UNION ALL
  SELECT NULL, id, 'legacy_edit' FROM unnest(:products::text[]) AS id`

/** Notes that numbers are to be written again, and why; the channel wakes the push on commit. */
export async function askForPush(
  transaction: Knex,
  { variantIds, productIds }: EditPlan["push"],
  channel: string
): Promise<void> {
  if (variantIds.length + productIds.length > 0) {
    await transaction.raw(ASK_FOR_PUSH, {
      variants: variantIds,
      products: productIds,
    })
    await transaction.raw("SELECT pg_notify(:channel, '')", { channel })
  }
}

import { generateEntityId } from "@medusajs/framework/utils"
import type { Pool, PoolClient } from "pg"
import { inTransaction } from "../../../lib/in-transaction"
import type { Actor } from "../types"
import { recordActivity } from "./activity"

/** A variant chosen for what the storefront calls an item. */
export type NewItemMapping = {
  /** What the storefront calls the item, folded. */
  key: string
  variantId: string
  /** The item as staff saw it. */
  item: Record<string, unknown>
  actor: Actor
}

const REMEMBER = `
  INSERT INTO storefront_item_mapping
    (id, key, variant_id, item, chosen_by_type, chosen_by, created_at, updated_at)
  VALUES ($1, $2, $3, $4::jsonb, $5, $6, clock_timestamp(), clock_timestamp())
  ON CONFLICT (key) WHERE deleted_at IS NULL DO UPDATE
  SET variant_id = EXCLUDED.variant_id, item = EXCLUDED.item,
      chosen_by_type = EXCLUDED.chosen_by_type, chosen_by = EXCLUDED.chosen_by,
      updated_at = clock_timestamp()`

/** Remembers a choice for the next sale; the last one made for an item counts. */
export async function rememberItem(
  client: PoolClient,
  { key, variantId, item, actor }: NewItemMapping
): Promise<void> {
  await client.query(REMEMBER, [
    generateEntityId(undefined, "smap"),
    key,
    variantId,
    JSON.stringify(item),
    actor.type,
    actor.id,
  ])
}

const FORGET = `
  UPDATE storefront_item_mapping
  SET deleted_at = clock_timestamp(), updated_at = clock_timestamp()
  WHERE id = $1 AND deleted_at IS NULL
  RETURNING key, variant_id`

/**
 * Forgets a choice: the next sale of the item is asked about again. Orders keep what they have.
 *
 * @returns false where it is not there, or was forgotten before.
 */
export function forgetItem(
  pool: Pool,
  id: string,
  actor: Actor
): Promise<boolean> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query<{ key: string; variant_id: string }>(
      FORGET,
      [id]
    )
    const [forgotten] = rows
    if (!forgotten) {
      return false
    }
    await recordActivity(client, [
      {
        kind: "item_mapping_forgotten",
        actor,
        message: `The choice of ${forgotten.variant_id} is not remembered any more`,
        details: { mapping_id: id, ...forgotten },
      },
    ])
    return true
  })
}

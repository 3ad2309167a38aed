import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Noticed } from "../../../modules/supabase-sync/client/stock-net"
import {
  type ConcernedVariant,
  findConcernedVariants,
} from "./find-concerned-variants"

/* Medusa's deletions are soft: what an event names is still there to be asked. */
const NOTICED = `
  SELECT 'item' AS kind, inventory_item_id AS id FROM inventory_level WHERE id = ANY(:levels)
  UNION
  SELECT 'item', inventory_item_id FROM reservation_item WHERE id = ANY(:reservations)
  UNION
  SELECT 'item', unnest(:items::text[])
  UNION
  SELECT 'item', inventory_item_id FROM inventory_level
  WHERE deleted_at IS NULL AND location_id IN (
    SELECT unnest(:locations::text[])
    UNION
    SELECT stock_location_id FROM sales_channel_stock_location WHERE id = ANY(:channelLinks))
  UNION
  SELECT 'variant', variant_id FROM product_variant_inventory_item WHERE id = ANY(:parts)
  UNION
  SELECT 'variant', unnest(:variants::text[])`

/** The variants that the rows named by events concern, of products all of them. */
export async function findNoticed(
  knex: Knex,
  noticed: Noticed
): Promise<ConcernedVariant[]> {
  const { rows } = await knex.raw<{
    rows: { kind: "item" | "variant"; id: string }[]
  }>(NOTICED, {
    levels: [...(noticed.levels ?? [])],
    reservations: [...(noticed.reservations ?? [])],
    items: [...(noticed.items ?? [])],
    locations: [...(noticed.locations ?? [])],
    channelLinks: [...(noticed.channelLinks ?? [])],
    parts: [...(noticed.parts ?? [])],
    variants: [...(noticed.variants ?? [])],
  })
  const of = (kind: "item" | "variant"): string[] =>
    rows.filter((row) => row.kind === kind).map(({ id }) => id)
  return findConcernedVariants(knex, {
    inventoryItemIds: of("item"),
    variantIds: of("variant"),
    productIds: noticed.products ?? [],
  })
}

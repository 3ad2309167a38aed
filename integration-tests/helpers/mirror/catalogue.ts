import type { Pool } from "pg"
import { seededRandom } from "../seeded-random"
import { Dice } from "./dice"

const PRODUCTS = 60
const VARIANTS = 300
const ITEMS = 240

const ids = (prefix: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${prefix}_r${index}`)

/** What the random operations work on, beside the demo shop's own catalogue. */
export type Catalogue = {
  products: readonly string[]
  variants: readonly string[]
  items: readonly string[]
  /** Two of the default channel, one of the other, one of none. */
  locations: readonly string[]
  /** The store's default one, and another. */
  channels: readonly [string, string]
}

/** The product that a variant begins with. */
export function productOf({ products, variants }: Catalogue, variant: string) {
  return products[variants.indexOf(variant) % products.length] ?? ""
}

/**
 * Fills Medusa and the legacy store: sizes of one item, sizes that share one, kits of shared parts,
 * sizes that are not counted, and sizes that may be back-ordered.
 */
export async function putCatalogue(
  db: Pool,
  legacy: Pool,
  seed: number
): Promise<Catalogue> {
  const catalogue: Catalogue = {
    products: ids("prod", PRODUCTS),
    variants: ids("variant", VARIANTS),
    items: ids("iitem", ITEMS),
    locations: ids("sloc", 4),
    channels: [await defaultChannel(db), "sc_r0"],
  }
  await putLegacyRows(legacy, catalogue)
  await putPlaces(db, catalogue)
  await putVariants(db, catalogue)
  await putStock(db, catalogue, new Dice(seededRandom(seed)))
  return catalogue
}

async function defaultChannel(db: Pool): Promise<string> {
  const { rows } = await db.query<{ id: string }>(
    "SELECT default_sales_channel_id AS id FROM store"
  )
  return rows[0]?.id ?? ""
}

/** First, as in life: no size is sold here that the old shop does not know. */
async function putLegacyRows(legacy: Pool, all: Catalogue): Promise<void> {
  await legacy.query(
    `INSERT INTO products (name, price, medusa_product_id)
     SELECT id, 99, id FROM unnest($1::text[]) AS id`,
    [all.products]
  )
  await legacy.query(
    `INSERT INTO product_variants (product_id, price, inventory_quantity, medusa_variant_id)
     SELECT style.id, 99, 0, variant
     FROM unnest($1::text[], $2::text[]) AS row(variant, product)
     JOIN products AS style ON style.medusa_product_id = row.product`,
    [all.variants, all.variants.map((variant) => productOf(all, variant))]
  )
}

async function putPlaces(db: Pool, all: Catalogue): Promise<void> {
  await db.query(
    "INSERT INTO sales_channel (id, name) VALUES ($1, 'Other channel')",
    [all.channels[1]]
  )
  await db.query(
    "INSERT INTO stock_location (id, name) SELECT id, id FROM unnest($1::text[]) AS id",
    [all.locations]
  )
  await db.query(
    `INSERT INTO sales_channel_stock_location (id, sales_channel_id, stock_location_id)
     SELECT 'scloc_' || place, channel, place
     FROM unnest($1::text[], $2::text[]) AS link(channel, place)`,
    [
      [all.channels[0], all.channels[0], all.channels[1]],
      all.locations.slice(0, 3),
    ]
  )
}

async function putVariants(db: Pool, all: Catalogue): Promise<void> {
  await db.query(
    `INSERT INTO product (id, title, handle, status)
     SELECT id, id, id, 'published' FROM unnest($1::text[]) AS id`,
    [all.products]
  )
  const at = (variant: string): number => all.variants.indexOf(variant)
  await db.query(
    `INSERT INTO product_variant (id, title, sku, product_id, manage_inventory, allow_backorder)
     SELECT id, id, id, product, managed, backorder
     FROM unnest($1::text[], $2::text[], $3::bool[], $4::bool[]) AS row(id, product, managed, backorder)`,
    [
      all.variants,
      all.variants.map((variant) => productOf(all, variant)),
      all.variants.map((variant) => at(variant) < 265 || at(variant) >= 285),
      all.variants.map((variant) => at(variant) >= 285),
    ]
  )
}

async function putStock(db: Pool, all: Catalogue, dice: Dice): Promise<void> {
  await db.query(
    "INSERT INTO inventory_item (id, sku) SELECT id, id FROM unnest($1::text[]) AS id",
    [all.items]
  )
  const levels = all.items.flatMap((item) =>
    all.locations
      .filter(() => dice.percent(70))
      .map((location) => ({ item, location, stocked: dice.between(0, 40) }))
  )
  await db.query(
    `INSERT INTO inventory_level (id, inventory_item_id, location_id, stocked_quantity,
       raw_stocked_quantity, raw_reserved_quantity, raw_incoming_quantity)
     SELECT 'ilev_' || gen_random_uuid(), item, location, stocked,
       jsonb_build_object('value', stocked::text, 'precision', 20),
       '{"value":"0","precision":20}', '{"value":"0","precision":20}'
     FROM unnest($1::text[], $2::text[], $3::int[]) AS row(item, location, stocked)`,
    [
      levels.map(({ item }) => item),
      levels.map(({ location }) => location),
      levels.map(({ stocked }) => stocked),
    ]
  )
  const parts = all.variants.flatMap((variant, index) =>
    partsOf(all, index, dice).map((item) => ({ variant, item }))
  )
  await db.query(
    `INSERT INTO product_variant_inventory_item (id, variant_id, inventory_item_id, required_quantity)
     SELECT 'pvitem_' || gen_random_uuid(), variant, item, required
     FROM unnest($1::text[], $2::text[], $3::int[]) AS row(variant, item, required)`,
    [
      parts.map(({ variant }) => variant),
      parts.map(({ item }) => item),
      parts.map(() => dice.between(1, 3)),
    ]
  )
}

/** The inventory items of the variant at `index`. */
function partsOf({ items }: Catalogue, index: number, dice: Dice): string[] {
  if (index < 220) {
    return items.slice(index % 210, (index % 210) + 1)
  }
  return index < 265
    ? dice.some(items.slice(200), dice.between(2, 3))
    : dice.some(items, dice.between(0, 1))
}

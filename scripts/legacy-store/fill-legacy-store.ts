import type { Client } from "pg"
import { catalog, type CatalogStyle } from "../seed/catalog"
import type { LegacyStorePreset } from "./create-legacy-store"

const stockOf = (style: CatalogStyle): number =>
  style.variants.reduce((sum, { stock }) => sum + stock, 0)

const styleRows = (): Record<string, unknown>[] =>
  catalog.map((style) => ({
    id: style.legacyProductId,
    name: style.name,
    description: style.description,
    category: style.category,
    color: style.color,
    price: style.tiers[0]?.price.usd,
    stripe_product_id: style.stripeProductId,
    stripe_price_id: style.tiers[0]?.stripePriceIds.usd,
    total_inventory: stockOf(style),
    in_stock: stockOf(style) > 0,
  }))

const sizeRows = (): Record<string, unknown>[] =>
  catalog.flatMap((style) =>
    style.variants.map((variant) => ({
      id: variant.legacyVariantId,
      product_id: style.legacyProductId,
      sku: variant.sku,
      size: variant.options.Size,
      color: style.color,
      price: variant.tier.price.usd,
      stripe_price_id: variant.tier.stripePriceIds.usd,
      inventory_quantity: variant.stock,
    }))
  )

const smallShopRows = (): Record<string, unknown>[] =>
  catalog.flatMap((style) =>
    style.variants.map((variant) => ({
      id: variant.legacyVariantId,
      name: `${style.name} ${variant.title}`,
      sku: variant.sku,
      size: variant.options.Size,
      color: style.color,
      category: style.category,
      price: variant.tier.price.usd,
      stripe_price_id: variant.tier.stripePriceIds.usd,
      quantity: variant.stock,
    }))
  )

/**
 * Puts the demo catalogue's rows in, with the stock of the first day and no
 * link to Medusa: what a shop has before the two are brought together. Rows
 * that are there already stay as they are.
 *
 * @param client a connection that may insert, such as the owner's
 */
export async function fillLegacyStore(
  client: Client,
  preset: LegacyStorePreset
): Promise<void> {
  if (preset === "products") {
    await insertMissing(client, "products", smallShopRows())
    return
  }
  await insertMissing(client, "products", styleRows())
  await insertMissing(client, "product_variants", sizeRows())
}

/** Columns that a row does not name keep the table's own defaults. */
async function insertMissing(
  client: Client,
  table: "products" | "product_variants",
  rows: Record<string, unknown>[]
): Promise<void> {
  const columns = Object.keys(rows[0] ?? {}).join(", ")
  await client.query(
    `insert into public.${table} (${columns})
     select ${columns} from jsonb_populate_recordset(null::public.${table}, $1)
     on conflict (id) do nothing`,
    [JSON.stringify(rows)]
  )
}

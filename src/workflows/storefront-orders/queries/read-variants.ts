import type { RemoteQueryFunction } from "@medusajs/framework/types"
import { textOrNull } from "../../../lib/unknown-values"
import type { CatalogProduct, CatalogVariant } from "../domain/catalog-snapshot"

const FIELDS = [
  "id",
  "title",
  "sku",
  "manage_inventory",
  "allow_backorder",
  "metadata",
  "options.value",
  "options.option.title",
  "inventory_items.inventory_item_id",
  "inventory_items.required_quantity",
  "product.id",
  "product.title",
  "product.handle",
  "product.subtitle",
  "product.description",
  "product.thumbnail",
  "product.metadata",
]

type VariantRow = {
  id: string
  title: string
  sku: string | null
  manage_inventory: boolean
  allow_backorder: boolean
  metadata: Record<string, unknown> | null
  options?: { value: string; option?: { title: string } | null }[]
  inventory_items?: { inventory_item_id: string; required_quantity: number }[]
  product: Omit<CatalogProduct, "stripePrices" | "legacyProductId"> & {
    metadata: Record<string, unknown> | null
  }
}

/** All variants of the products, with what an order line keeps of them and what they consist of. */
export async function readVariants(
  query: Omit<RemoteQueryFunction, symbol>,
  productIds: readonly string[]
): Promise<CatalogVariant[]> {
  if (productIds.length === 0) {
    return []
  }
  const { data } = await query.graph({
    entity: "product_variant",
    fields: FIELDS,
    filters: { product_id: [...productIds] },
  })
  return (data as unknown as VariantRow[]).map(toCatalogVariant)
}

function toCatalogVariant(row: VariantRow): CatalogVariant {
  const { metadata, ...product } = row.product
  return {
    id: row.id,
    title: row.title,
    sku: row.sku,
    options: Object.fromEntries(
      (row.options ?? []).map(({ value, option }) => [
        option?.title ?? "",
        value,
      ])
    ),
    managed: row.manage_inventory,
    allowBackorder: row.allow_backorder,
    inventory: (row.inventory_items ?? []).map((part) => ({
      inventoryItemId: part.inventory_item_id,
      required: part.required_quantity,
    })),
    stripePriceId: textOrNull(row.metadata?.stripe_price_id),
    legacyVariantId: idOrNull(row.metadata?.legacy_variant_id),
    product: {
      ...product,
      stripePrices: readStripePrices(metadata?.stripe_price_ids),
      legacyProductId: idOrNull(metadata?.legacy_product_id),
    },
  }
}

/** Some old storefronts number their things. */
function idOrNull(value: unknown): string | null {
  return textOrNull(typeof value === "number" ? String(value) : value)
}

/** Either a list of prices, or an object from price to the option values that it fixes. */
function readStripePrices(
  value: unknown
): Record<string, Record<string, string>> {
  if (Array.isArray(value)) {
    return Object.fromEntries(value.map((price) => [String(price), {}]))
  }
  if (typeof value !== "object" || value === null) {
    return {}
  }
  return Object.fromEntries(
    Object.entries(value).map(([price, options]) => [
      price,
      textValues(options),
    ])
  )
}

function textValues(value: unknown): Record<string, string> {
  const entries =
    typeof value === "object" && value !== null ? Object.entries(value) : []
  return Object.fromEntries(
    entries.filter(
      (entry): entry is [string, string] => typeof entry[1] === "string"
    )
  )
}

import type { Client } from "pg"

/** Which Medusa product and variant a row of the legacy store became. */
export type LegacyLink = {
  legacyProductId: string
  legacyVariantId: string
  medusaProductId: string
  medusaVariantId: string
  /** What Medusa has in stock: the row's opening number. */
  stock: number
}

/** How many rows now carry another link than before, and how many were found at all. */
export type LegacyLinkResult = { rowsFound: number; rowsChanged: number }

/**
 * Writes Medusa's ids into the legacy store's rows, with their opening numbers.
 * A row that carries the right id already is left alone, number included: that
 * number is the sync's by then.
 *
 * Needs no more than the role medusa_sync may do.
 *
 * @throws Error that names the SQL to run where Medusa's columns are missing
 */
export async function linkLegacyStore(
  client: Client,
  links: readonly LegacyLink[]
): Promise<LegacyLinkResult> {
  const hasVariants = await hasColumn(
    client,
    "product_variants",
    "medusa_variant_id"
  )
  if (
    !hasVariants &&
    !(await hasColumn(client, "products", "medusa_variant_id"))
  ) {
    throw new Error(
      "The legacy store has no columns of Medusa's: run scripts/supabase/01-medusa-columns.sql and 02-sync-role.sql there"
    )
  }
  await client.query("begin")
  try {
    const result = hasVariants
      ? await linkVariants(client, links)
      : await linkSmallShop(client, links)
    await client.query("commit")
    return result
  } catch (error) {
    await client.query("rollback")
    throw error
  }
}

async function hasColumn(
  client: Client,
  table: string,
  column: string
): Promise<boolean> {
  const { rowCount } = await client.query(
    `select from pg_attribute
     where attrelid = to_regclass('public.' || $1) and attname = $2 and not attisdropped`,
    [table, column]
  )
  return rowCount === 1
}

async function linkVariants(
  client: Client,
  links: readonly LegacyLink[]
): Promise<LegacyLinkResult> {
  const sizes = await linkRows(
    client,
    "product_variants",
    links,
    "inventory_quantity",
    []
  )
  await client.query(
    `with style as (
       select "legacyProductId" as id, min("medusaProductId") as product_id, sum(stock) as stock
       from jsonb_to_recordset($1) as link
         ("legacyProductId" uuid, "medusaProductId" text, stock integer)
       group by "legacyProductId"
     )
     update public.products as row
     set medusa_product_id = style.product_id,
         total_inventory = style.stock, in_stock = style.stock > 0,
         medusa_stock_version = null, medusa_synced_at = now()
     from style
     where row.id = style.id and row.medusa_product_id is distinct from style.product_id`,
    [JSON.stringify(links)]
  )
  return sizes
}

const linkSmallShop = (
  client: Client,
  links: readonly LegacyLink[]
): Promise<LegacyLinkResult> =>
  linkRows(client, "products", links, "quantity", ["medusa_product_id"])

/**
 * The version starts over with the link: a database that Medusa was set up in
 * anew counts from the beginning, and would be refused with the old one there.
 */
async function linkRows(
  client: Client,
  table: "product_variants" | "products",
  links: readonly LegacyLink[],
  quantityColumn: "inventory_quantity" | "quantity",
  productColumns: readonly "medusa_product_id"[]
): Promise<LegacyLinkResult> {
  const found = await client.query(
    `select from public.${table} where id = any ($1)`,
    [links.map(({ legacyVariantId }) => legacyVariantId)]
  )
  const setProduct = productColumns
    .map((column) => `${column} = link."medusaProductId",`)
    .join(" ")
  const changed = await client.query(
    `update public.${table} as row
     set medusa_variant_id = link."medusaVariantId", ${setProduct}
         ${quantityColumn} = link.stock,
         medusa_stock_version = null, medusa_synced_at = now()
     from jsonb_to_recordset($1) as link
       ("legacyVariantId" uuid, "medusaProductId" text, "medusaVariantId" text, stock integer)
     where row.id = link."legacyVariantId"
       and row.medusa_variant_id is distinct from link."medusaVariantId"`,
    [JSON.stringify(links)]
  )
  return { rowsFound: found.rowCount ?? 0, rowsChanged: changed.rowCount ?? 0 }
}

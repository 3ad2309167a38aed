/*
 * Fills a shop: Medusa's tables and the legacy store's, linked, all numbers equal. In SQL, because
 * Medusa's own workflows would take hours for 100,000 sizes.
 */
import { z } from "@medusajs/framework/zod"
import { Client } from "pg"
import { createLegacyStore } from "../../legacy-store"

const orderSchema = z.strictObject({
  databaseUrl: z.string(),
  legacyAdminUrl: z.string(),
  syncPassword: z.string(),
  items: z.number().int().positive(),
})

/** As in the shop: 2,700 sizes of 116 styles. */
const SIZES_OF_A_STYLE = 23

/** Ids as long as Medusa's, and like them in the order in which the rows were made. */
const ID = (prefix: string, number: string) =>
  `'${prefix}_01' || lpad((${number})::text, 24, '0')`

const STYLE = `(number - 1) / ${SIZES_OF_A_STYLE}`
const STOCKED = "(20 + number % 50)"
const RESERVED = "(number % 3)"

const big = (value: string) =>
  `jsonb_build_object('value', (${value})::text, 'precision', 20)`

const medusaSql = (items: number, styles: number) => `
  INSERT INTO sales_channel (id, name) VALUES ('sc_bench', 'Storefront');
  INSERT INTO store (id, name, default_sales_channel_id) VALUES ('store_bench', 'Shop', 'sc_bench');
  INSERT INTO stock_location (id, name) VALUES ('sloc_bench', 'Warehouse');
  INSERT INTO sales_channel_stock_location (id, sales_channel_id, stock_location_id)
    VALUES ('scloc_bench', 'sc_bench', 'sloc_bench');
  INSERT INTO product (id, title, handle, status)
    SELECT ${ID("prod", "number")}, 'Suit ' || number, 'suit-' || number, 'published'
    FROM generate_series(0, ${styles - 1}) AS number;
  INSERT INTO product_variant (id, title, sku, product_id)
    SELECT ${ID("variant", "number")}, 'Size ' || number, 'SKU-' || number, ${ID("prod", STYLE)}
    FROM generate_series(1, ${items}) AS number;
  INSERT INTO inventory_item (id, sku)
    SELECT ${ID("iitem", "number")}, 'SKU-' || number FROM generate_series(1, ${items}) AS number;
  INSERT INTO product_variant_inventory_item (id, variant_id, inventory_item_id)
    SELECT ${ID("pvitem", "number")}, ${ID("variant", "number")}, ${ID("iitem", "number")}
    FROM generate_series(1, ${items}) AS number;
  INSERT INTO inventory_level
      (id, inventory_item_id, location_id, stocked_quantity, raw_stocked_quantity,
       reserved_quantity, raw_reserved_quantity, raw_incoming_quantity)
    SELECT ${ID("ilev", "number")}, ${ID("iitem", "number")}, 'sloc_bench',
           ${STOCKED}, ${big(STOCKED)}, ${RESERVED}, ${big(RESERVED)}, ${big("0")}
    FROM generate_series(1, ${items}) AS number;
  TRUNCATE stock_change, stock_item, stock_item_attempt, stock_push;
  INSERT INTO stock_item (id, kind, state, run_at, created_at, updated_at)
    SELECT id, 'variant', 'done', now(), now(), now() FROM product_variant
    UNION ALL SELECT id, 'product', 'done', now(), now(), now() FROM product`

const legacySql = (items: number, styles: number) => `
  INSERT INTO products (id, name, price, medusa_product_id, total_inventory, in_stock)
    SELECT md5('style ' || number)::uuid, 'Suit ' || number, 199.99, ${ID("prod", "number")}, 0, false
    FROM generate_series(0, ${styles - 1}) AS number;
  INSERT INTO product_variants (product_id, sku, price, medusa_variant_id, inventory_quantity)
    SELECT md5('style ' || ${STYLE})::uuid, 'SKU-' || number, 199.99, ${ID("variant", "number")},
           ${STOCKED} - ${RESERVED}
    FROM generate_series(1, ${items}) AS number;
  UPDATE products SET total_inventory = style.sum, in_stock = true
    FROM (SELECT product_id, sum(inventory_quantity) FROM product_variants GROUP BY 1) AS style
    WHERE id = style.product_id`

async function main(order: z.infer<typeof orderSchema>): Promise<void> {
  const { databaseUrl, legacyAdminUrl, syncPassword, items } = order
  const styles = Math.ceil(items / SIZES_OF_A_STYLE)
  const options = { syncPassword, withCatalog: false }
  const { syncUrl } = await createLegacyStore(legacyAdminUrl, options)
  await runSql(databaseUrl, medusaSql(items, styles))
  await runSql(legacyAdminUrl, legacySql(items, styles))
  process.stdout.write(JSON.stringify({ legacyUrl: syncUrl, styles }))
}

async function runSql(url: string, sql: string): Promise<void> {
  const client = new Client(url)
  await client.connect()
  await client.query(sql)
  await client.query("VACUUM ANALYZE")
  await client.end()
}

void main(orderSchema.parse(JSON.parse(process.argv[2] ?? "null")))

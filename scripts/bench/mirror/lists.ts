/*
 * Staff and the storefront look at their lists: prints how long a page of each takes, in ms, as JSON.
 */
import { z } from "@medusajs/framework/zod"
import { Pool } from "pg"
import { serverOrder, signIn } from "./server-order"

const orderSchema = z.strictObject(serverOrder)

/** Pages of each list, one after the other; the first ones are not measured. */
const PAGES = 20
const WARM_UP_PAGES = 5
const ROWS_OF_A_PAGE = 20

/** Every size differs. */
const FILL_DRIFT = `
  INSERT INTO stock_drift
    (id, item_id, kind, medusa_quantity, legacy_quantity, cause, found_at, seen_at)
  SELECT 'drift_' || id, id, 'variant', 5, 4, 'missed', now() - random() * interval '1 day', now()
  FROM product_variant`

const SIZES = `
  SELECT count(*)::int AS count, (array_agg(id ORDER BY id))[count(*) / 2] AS middle
  FROM product_variant`

type Sizes = { count: number; middle: string }

type List = {
  name: string
  path: (sizes: Sizes) => string
  /** What a page of it must be. */
  page: (sizes: Sizes) => z.ZodType
}

const rows = z.array(z.looseObject({})).length(ROWS_OF_A_PAGE)

const LISTS: readonly List[] = [
  {
    name: "the list of drift",
    path: () => `/admin/storefront/stock/drift?limit=${ROWS_OF_A_PAGE}`,
    page: ({ count }) =>
      z.looseObject({ drift: rows, count: z.literal(count) }),
  },
  {
    name: "the list of items",
    path: ({ middle }) =>
      `/admin/storefront/stock/items?limit=${ROWS_OF_A_PAGE}&after=${middle}`,
    page: () => z.looseObject({ items: rows }),
  },
  {
    name: "what can be sold",
    path: ({ middle }) =>
      `/admin/inventory?limit=${ROWS_OF_A_PAGE}&after=${middle}`,
    page: () => z.looseObject({ items: rows }),
  },
]

async function main(order: z.infer<typeof orderSchema>): Promise<void> {
  const pool = new Pool({ connectionString: order.databaseUrl, max: 1 })
  const headers = await signIn(order.url, order.staff)
  await pool.query("TRUNCATE stock_drift")
  await pool.query(FILL_DRIFT)
  await pool.query("VACUUM ANALYZE stock_drift, stock_item")
  const {
    rows: [sizes = { count: 0, middle: "" }],
  } = await pool.query<Sizes>(SIZES)
  const millis: Record<string, number> = {}
  for (const { name, path, page } of LISTS) {
    const read = () =>
      readPage(`${order.url}${path(sizes)}`, headers, page(sizes))
    for (let number = 0; number < WARM_UP_PAGES; number++) {
      await read()
    }
    const startedAt = performance.now()
    for (let number = 0; number < PAGES; number++) {
      await read()
    }
    millis[name] = (performance.now() - startedAt) / PAGES
  }
  // A comparison would look at each of them.
  await pool.query("TRUNCATE stock_drift")
  await pool.end()
  process.stdout.write(JSON.stringify(millis))
}

/** @throws Error where it is not the page that it must be */
async function readPage(
  url: string,
  headers: Record<string, string>,
  page: z.ZodType
): Promise<void> {
  const answer = await fetch(url, { headers })
  const text = await answer.text()
  if (!answer.ok) {
    throw new Error(`${url} answered ${answer.status}: ${text}`)
  }
  page.parse(JSON.parse(text))
}

void main(orderSchema.parse(JSON.parse(process.argv[2] ?? "null")))

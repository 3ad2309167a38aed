/*
 * Staff look at their lists: prints how long a page of each takes, in ms, as JSON.
 */
import { z } from "@medusajs/framework/zod"
import { Pool } from "pg"
import { serverOrder, signIn } from "./server-order"

const orderSchema = z.strictObject(serverOrder)

/** Pages of each list, one after the other; the first ones are not measured. */
const PAGES = 20
const WARM_UP_PAGES = 5

/** Every size differs. */
const FILL_DRIFT = `
  INSERT INTO stock_drift
    (id, item_id, kind, medusa_quantity, legacy_quantity, cause, found_at, seen_at)
  SELECT 'drift_' || id, id, 'variant', 5, 4, 'missed', now() - random() * interval '1 day', now()
  FROM product_variant`

type List = { name: string; path: string; count: string }

const LISTS: readonly List[] = [
  {
    name: "the list of drift",
    path: "/admin/storefront/stock/drift",
    count: "SELECT count(*)::int AS count FROM stock_drift",
  },
]

async function main(order: z.infer<typeof orderSchema>): Promise<void> {
  const pool = new Pool({ connectionString: order.databaseUrl, max: 1 })
  const headers = await signIn(order.url, order.staff)
  await pool.query("TRUNCATE stock_drift")
  await pool.query(FILL_DRIFT)
  await pool.query("VACUUM ANALYZE stock_drift, stock_item")
  const millis: Record<string, number> = {}
  for (const { name, path, count } of LISTS) {
    const { rows } = await pool.query<{ count: number }>(count)
    const read = () => readPage(`${order.url}${path}`, headers, rows[0]?.count)
    for (let page = 0; page < WARM_UP_PAGES; page++) {
      await read()
    }
    const startedAt = performance.now()
    for (let page = 0; page < PAGES; page++) {
      await read()
    }
    millis[name] = (performance.now() - startedAt) / PAGES
  }
  // A comparison would look at each of them.
  await pool.query("TRUNCATE stock_drift")
  await pool.end()
  process.stdout.write(JSON.stringify(millis))
}

/** @throws Error where the list is not of so many */
async function readPage(
  url: string,
  headers: Record<string, string>,
  count: number | undefined
): Promise<void> {
  const answer = await fetch(url, { headers })
  const text = await answer.text()
  if (!answer.ok) {
    throw new Error(`${url} answered ${answer.status}: ${text}`)
  }
  const said = (JSON.parse(text) as { count?: number }).count
  if (said !== count || !count) {
    throw new Error(`${url} counts ${said ?? "nothing"}, not ${count ?? 0}`)
  }
}

void main(orderSchema.parse(JSON.parse(process.argv[2] ?? "null")))

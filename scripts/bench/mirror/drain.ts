/*
 * Everything changes at once, and the running server brings it over: prints how long that took, from
 * the first claim and from the change itself, as JSON.
 */
import { setTimeout as delay } from "node:timers/promises"
import { z } from "@medusajs/framework/zod"
import { Pool } from "pg"
import { requireEqualShops, spoilNumbers } from "./equal-shops"
import { serverOrder } from "./server-order"

const orderSchema = z.strictObject(serverOrder)

const CHANGE_ALL = `
  UPDATE inventory_level
  SET stocked_quantity = stocked_quantity + 1,
      raw_stocked_quantity = jsonb_build_object('value', (stocked_quantity + 1)::text, 'precision', 20)`

/** Items that were finished since the change, of all. */
const DONE = `
  SELECT count(*) FILTER (WHERE state = 'done' AND finished_at > $1)::int AS done,
         count(*)::int AS items,
         (SELECT count(*)::int FROM stock_change) AS changes,
         extract(epoch FROM max(finished_at) - min(started_at))::float AS from_claim,
         extract(epoch FROM max(finished_at) - $1)::float AS from_change
  FROM stock_item`

type Progress = {
  done: number
  items: number
  changes: number
  from_claim: number
  from_change: number
}

async function main(order: z.infer<typeof orderSchema>): Promise<void> {
  const medusa = new Pool({ connectionString: order.databaseUrl, max: 2 })
  const legacyAdmin = new Pool({
    connectionString: order.legacyAdminUrl,
    max: 2,
  })
  await spoilNumbers({ medusa, legacyAdmin })
  await medusa.query(CHANGE_ALL)
  const { rows } = await medusa.query<{ now: Date }>(
    "SELECT clock_timestamp() AS now"
  )
  const changedAt = rows[0]?.now
  for (;;) {
    const progress = await medusa.query<Progress>(DONE, [changedAt])
    const [now] = progress.rows
    if (now && now.changes === 0 && now.done === now.items) {
      await requireEqualShops({ medusa, legacyAdmin })
      await Promise.all([medusa.end(), legacyAdmin.end()])
      const { items, from_claim: fromClaim, from_change: fromChange } = now
      process.stdout.write(JSON.stringify({ items, fromClaim, fromChange }))
      return
    }
    await delay(250)
  }
}

void main(orderSchema.parse(JSON.parse(process.argv[2] ?? "null")))

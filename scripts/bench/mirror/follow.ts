/*
 * Stock changes at an even pace, and somebody watches the legacy store: prints how long each change
 * took to get there, from the moment at which it was due, as JSON.
 */
import { setTimeout as delay } from "node:timers/promises"
import { z } from "@medusajs/framework/zod"
import { Client } from "pg"
import {
  type Changer,
  type Level,
  changeInDatabase,
  changeOverHttp,
} from "./change-level"
import { requireEqualShops } from "./equal-shops"
import { serverOrder } from "./server-order"
import { type Told, watchLegacyStore } from "./watch-legacy-store"

const orderSchema = z.strictObject({
  ...serverOrder,
  way: z.enum(["database", "http"]),
  count: z.number().int().positive(),
  /** Changes a second. */
  rate: z.number().positive(),
  /** Changes of other sizes than the last run's. */
  run: z.number().int().nonnegative(),
})

/** A change that does not get there at all must not hang the bench. */
const GIVE_UP_MS = 60_000

const LEVELS = `
  SELECT part.variant_id, level.inventory_item_id, level.location_id,
         level.stocked_quantity::float8 AS stocked, level.reserved_quantity::float8 AS reserved
  FROM product_variant_inventory_item AS part
  JOIN inventory_level AS level ON level.inventory_item_id = part.inventory_item_id
  ORDER BY md5(part.variant_id || $1) LIMIT $2`

async function main(order: z.infer<typeof orderSchema>): Promise<void> {
  const { way, url, staff, databaseUrl, count, rate, run } = order
  const medusa = new Client(databaseUrl)
  const legacyAdmin = new Client(order.legacyAdminUrl)
  await Promise.all([medusa.connect(), legacyAdmin.connect()])
  const { rows: levels } = await medusa.query<Level>(LEVELS, [
    String(run),
    count,
  ])
  const changer =
    way === "http"
      ? await changeOverHttp(url, staff)
      : changeInDatabase(databaseUrl)
  const told = await watchLegacyStore(legacyAdmin)
  const sorted = await followAll(levels, rate, changer, told)
  await told.stop()
  await changer.close()
  await requireEqualShops({ medusa, legacyAdmin })
  await Promise.all([medusa.end(), legacyAdmin.end()])
  const share = (part: number) => sorted[Math.ceil(sorted.length * part) - 1]
  process.stdout.write(
    JSON.stringify({
      changes: sorted.length,
      p50Ms: share(0.5),
      p99Ms: share(0.99),
    })
  )
}

/** @returns ms of each, the least first */
async function followAll(
  levels: readonly Level[],
  rate: number,
  changer: Changer,
  told: Told
): Promise<number[]> {
  const start = performance.now()
  const millis: Promise<number>[] = []
  for (const [index, level] of levels.entries()) {
    const due = start + (index * 1_000) / rate
    while (performance.now() < due) {
      await delay(1)
    }
    const number = level.stocked + 1 - level.reserved
    const there = told.once(level.variant_id, number, GIVE_UP_MS)
    const both = Promise.all([there, changer.change(level)])
    millis.push(both.then(([at]) => at - due))
  }
  return (await Promise.all(millis)).toSorted((a, b) => a - b)
}

void main(orderSchema.parse(JSON.parse(process.argv[2] ?? "null")))

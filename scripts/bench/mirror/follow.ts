/*
 * Staff change stock at an even pace, and somebody watches the legacy store: prints how long each
 * change took to get there, from the moment at which it was due, as JSON.
 */
import { Agent, request } from "node:http"
import { setTimeout as delay } from "node:timers/promises"
import { z } from "@medusajs/framework/zod"
import { Client } from "pg"
import { requireEqualShops } from "./equal-shops"
import { type Told, watchLegacyStore } from "./watch-legacy-store"
import { serverOrder, signIn } from "./server-order"

const orderSchema = z.strictObject({
  ...serverOrder,
  count: z.number().int().positive(),
  /** Changes a second. */
  rate: z.number().positive(),
  /** Changes of other sizes than the last run's. */
  run: z.number().int().nonnegative(),
})

/** A change that does not get there at all must not hang the bench. */
const GIVE_UP_MS = 30_000

type Level = {
  variant_id: string
  inventory_item_id: string
  location_id: string
  stocked: number
  reserved: number
}

const LEVELS = `
  SELECT part.variant_id, level.inventory_item_id, level.location_id,
         level.stocked_quantity::float8 AS stocked, level.reserved_quantity::float8 AS reserved
  FROM product_variant_inventory_item AS part
  JOIN inventory_level AS level ON level.inventory_item_id = part.inventory_item_id
  ORDER BY md5(part.variant_id || $1) LIMIT $2`

async function main(order: z.infer<typeof orderSchema>): Promise<void> {
  const { url, count, rate, run } = order
  const headers = await signIn(url, order.staff)
  const medusa = new Client(order.databaseUrl)
  const legacyAdmin = new Client(order.legacyAdminUrl)
  await Promise.all([medusa.connect(), legacyAdmin.connect()])
  const told = await watchLegacyStore(legacyAdmin)
  const { rows: levels } = await medusa.query<Level>(LEVELS, [
    String(run),
    count,
  ])
  const agent = new Agent({ keepAlive: true, maxSockets: 16 })
  const start = performance.now()
  const millis: Promise<number>[] = []
  for (const [index, level] of levels.entries()) {
    const due = start + (index * 1_000) / rate
    while (performance.now() < due) {
      await delay(1)
    }
    const answered = change(url, agent, headers, level)
    const number = level.stocked + 1 - level.reserved
    millis.push(arrival(told, level.variant_id, number, due, answered))
  }
  const sorted = (await Promise.all(millis)).toSorted((a, b) => a - b)
  agent.destroy()
  await told.stop()
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

/** @returns ms from when it was due until the legacy store had the number */
async function arrival(
  told: Told,
  variantId: string,
  number: number,
  due: number,
  answered: Promise<number>
): Promise<number> {
  const there = told.once(variantId, number, GIVE_UP_MS)
  const status = await answered
  if (status !== 200) {
    throw new Error(`A change was answered with ${status}`)
  }
  return (await there) - due
}

/** Changes one level as staff do. @returns the answer's status; 0 where there was none */
function change(
  url: string,
  agent: Agent,
  headers: Record<string, string>,
  { inventory_item_id, location_id, stocked }: Level
): Promise<number> {
  const path = `/admin/inventory-items/${inventory_item_id}/location-levels/${location_id}`
  const body = JSON.stringify({ stocked_quantity: stocked + 1 })
  return new Promise((resolve) => {
    const sent = request(
      `${url}${path}`,
      {
        method: "POST",
        agent,
        headers: { ...headers, "content-length": Buffer.byteLength(body) },
      },
      (answer) => {
        answer.resume()
        answer.once("end", () => resolve(answer.statusCode ?? 0))
      }
    )
    sent.once("error", () => resolve(0))
    sent.end(body)
  })
}

void main(orderSchema.parse(JSON.parse(process.argv[2] ?? "null")))

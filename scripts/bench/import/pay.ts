/*
 * Customers pay, and Stripe says so: makes the payments at the stand-in, delivers all their events
 * at once, and prints how long it took until every order was there.
 */
import { setTimeout as delay } from "node:timers/promises"
import { z } from "@medusajs/framework/zod"
import { Pool } from "pg"
import { basketsOf, checkoutOf } from "./baskets"
import { requireWholeOrders } from "./whole-orders"

const orderSchema = z.strictObject({
  standInUrl: z.string(),
  databaseUrl: z.string(),
  series: z.string(),
  count: z.number().int().positive(),
})

/** Stripe keeps so many deliveries on their way at once. */
const DELIVERIES = 8

const LEFT = `
  SELECT count(*)::int AS left FROM stripe_event
  WHERE payment = ANY($1) AND state IN ('pending', 'running')`

const ARRIVED = `
  SELECT count(*)::int AS arrived FROM stripe_event WHERE payment = ANY($1)`

const ORDERS = `
  SELECT order_id FROM storefront_payment
  WHERE payment = ANY($1) AND order_id IS NOT NULL`

const SECONDS = `
  SELECT extract(epoch FROM max(finished_at) - min(received_at))::float AS seconds
  FROM stripe_event WHERE payment = ANY($1)`

type Paid = { payment: string; events: string[] }

async function main(order: z.infer<typeof orderSchema>): Promise<void> {
  const pool = new Pool({ connectionString: order.databaseUrl, max: 2 })
  const paid: Paid[] = []
  for (const basket of basketsOf(order.series, order.count)) {
    paid.push(await checkOut(order.standInUrl, checkoutOf(basket)))
  }
  const payments = paid.map(({ payment }) => payment)
  const events = paid.flatMap((one) => one.events)
  await pool.query("CHECKPOINT")
  await deliver(order.standInUrl, events)
  await untilNothingIsLeft(pool, payments, events.length)
  const { rows } = await pool.query<{ order_id: string }>(ORDERS, [payments])
  const orderIds = rows.map(({ order_id }) => order_id)
  await requireWholeOrders(pool, orderIds, order.count)
  const taken = await pool.query<{ seconds: number }>(SECONDS, [payments])
  await pool.end()
  process.stdout.write(JSON.stringify(taken.rows[0]))
}

async function checkOut(standInUrl: string, checkout: object): Promise<Paid> {
  const answer = await post<{
    payment_intent: { id: string }
    events: string[]
  }>(`${standInUrl}/_stand-in/storefront/checkout`, checkout)
  return { payment: answer.payment_intent.id, events: answer.events }
}

async function deliver(standInUrl: string, events: string[]): Promise<void> {
  const waiting = [...events]
  const lane = async () => {
    for (;;) {
      const event_id = waiting.shift()
      if (!event_id) {
        return
      }
      await post(`${standInUrl}/_stand-in/deliver`, { event_id })
    }
  }
  await Promise.all(Array.from({ length: DELIVERIES }, lane))
}

async function untilNothingIsLeft(
  pool: Pool,
  payments: string[],
  events: number
): Promise<void> {
  const arrived = await pool.query<{ arrived: number }>(ARRIVED, [payments])
  if (arrived.rows[0]?.arrived !== events) {
    throw new Error(
      `Of ${events} events ${arrived.rows[0]?.arrived ?? 0} arrived`
    )
  }
  for (;;) {
    const { rows } = await pool.query<{ left: number }>(LEFT, [payments])
    if (rows[0]?.left === 0) {
      return
    }
    await delay(50)
  }
}

async function post<T>(url: string, body: object): Promise<T> {
  const answer = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  })
  if (!answer.ok) {
    throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`)
  }
  return (await answer.json()) as T
}

void main(orderSchema.parse(JSON.parse(process.argv[2] ?? "null")))

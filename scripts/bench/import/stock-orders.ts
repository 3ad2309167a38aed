/*
 * Medusa's own workflows, in a Medusa process: `medusa exec` with the port in STOCK_ORDERS_PORT.
 * It makes orders whenever it is asked to, so that it is as warm as a server.
 */
import { createServer } from "node:http"
import type { ExecArgs } from "@medusajs/framework/types"
import { z } from "@medusajs/framework/zod"
import { Pool } from "pg"
import { basketsOf } from "./baskets"
import { readStockShop } from "./stock-shop"
import { makeStockOrder } from "./make-stock-order"
import { requireWholeOrders } from "./whole-orders"

const orderSchema = z.strictObject({
  series: z.string(),
  count: z.number().int().positive(),
  concurrency: z.number().int().positive(),
})

export default async function stockOrders({
  container,
}: ExecArgs): Promise<void> {
  const shop = await readStockShop(container)
  const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 2 })
  const work = async (text: string) => {
    const { series, count, concurrency } = orderSchema.parse(JSON.parse(text))
    const waiting = basketsOf(series, count)
    const orderIds: string[] = []
    await pool.query("CHECKPOINT")
    const startedAt = performance.now()
    const lane = async () => {
      for (;;) {
        const basket = waiting.shift()
        if (!basket) {
          return
        }
        orderIds.push(await makeStockOrder(container, shop, basket))
      }
    }
    await Promise.all(Array.from({ length: concurrency }, lane))
    const seconds = (performance.now() - startedAt) / 1000
    await requireWholeOrders(pool, orderIds, count)
    return { seconds }
  }
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on("data", (chunk: Buffer) => chunks.push(chunk))
    request.on("end", () => {
      const text = Buffer.concat(chunks).toString("utf8")
      // Asked for nothing, it says that it is there.
      const answer = text ? work(text) : Promise.resolve({})
      answer.then(
        (result) => response.end(JSON.stringify(result)),
        (error: unknown) => response.writeHead(500).end(String(error))
      )
    })
  })
  server.listen(Number(process.env.STOCK_ORDERS_PORT), "127.0.0.1")
  await new Promise(() => undefined)
}

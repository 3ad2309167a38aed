/*
 * The callers, a process of their own: ask for one thing with a secret key, each connection again on
 * the answer to its last, and print what came of it as JSON.
 */
import { z } from "@medusajs/framework/zod"
import autocannon from "autocannon"

const orderSchema = z.strictObject({
  url: z.string(),
  secretKey: z.string(),
  connections: z.number().int().positive(),
  count: z.number().int().positive(),
})

async function main(order: z.infer<typeof orderSchema>): Promise<void> {
  const { url, secretKey, connections, count } = order
  let first = 0
  let last = 0
  const load = autocannon({
    url,
    connections,
    amount: count,
    // The stock check takes long where many wait for it.
    timeout: 120,
    headers: {
      authorization: `Basic ${Buffer.from(`${secretKey}:`).toString("base64")}`,
    },
    setupClient: () => {
      // It connects right after; what was made before it does not count.
      first = performance.now()
    },
  })
  load.on("response", () => {
    last = performance.now()
  })
  const result = await load
  const answer = {
    answered: result["2xx"],
    refused: result.non2xx + result.errors + result.timeouts,
    seconds: (last - first) / 1000,
  }
  process.stdout.write(JSON.stringify(answer))
}

void main(orderSchema.parse(JSON.parse(process.argv[2] ?? "null")))

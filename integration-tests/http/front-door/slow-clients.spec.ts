import { Shop } from "../../helpers/shop"
import { type SlowClient, startSlowClient } from "../../helpers/slow-client"

const CLIENTS = 100
const BYTE_EVERY_MS = 2_000
/** The limit is 15 s, and Node looks every 30 s who is over it. */
const CUT_OFF_MS = 60_000
/** What anybody else may have to wait, on a machine that does other things too. */
const SERVED_MS = 10_000

describe("clients that send a byte now and then", () => {
  let shop: Shop

  beforeAll(async () => {
    shop = await Shop.open("slow_clients")
  })

  afterAll(async () => {
    await shop.close()
  })

  it("F68: are cut off with 408, and others are served all the time", async () => {
    const clients = Array.from({ length: CLIENTS }, (_, index) =>
      startSlowClient(shop.url, {
        beginning: `${index % 2 ? "POST /hooks/payment/stripe" : "GET /admin/products"} HTTP/1.1\r\nHost: shop\r\nX-Slow: `,
        everyMs: BYTE_EVERY_MS,
      })
    )
    const all = Promise.all(clients.map(({ cutOff }) => cutOff))
    await shop.staffToken()
    const longest = await servedUntil(all)
    for (const ms of await all) {
      expect(ms).toBeLessThan(CUT_OFF_MS)
    }
    expect(longest).toBeLessThan(SERVED_MS)
    expect(new Set(clients.map(statusOf))).toEqual(
      new Set(["HTTP/1.1 408 Request Timeout"])
    )
  })

  it("are not those who are quick: a connection is kept for longer than a load balancer keeps it", async () => {
    const { headers } = await fetch(`${shop.url}/health/live`)
    expect(headers.get("keep-alive")).toBe("timeout=65")
  })

  /** Asks again and again. @returns how long the slowest answer took, ms */
  async function servedUntil(end: Promise<unknown>): Promise<number> {
    const state = { isOver: false }
    void end.then(() => {
      state.isOver = true
    })
    let longest = 0
    while (!state.isOver) {
      const started = performance.now()
      await shop.admin("/admin/products?limit=1")
      longest = Math.max(longest, performance.now() - started)
    }
    return longest
  }
})

function statusOf(client: SlowClient): string {
  return client.received().split("\r\n", 1)[0] ?? ""
}

import { readFileSync } from "node:fs"
import { setTimeout as delay } from "node:timers/promises"
import { expectWholeOrder, pay } from "../helpers/paid-orders"
import { Shop } from "../helpers/shop"

/** Of `/proc/<pid>/stat`, a hundredth of a second each. */
const TICK_MS = 10
const WATCHED_MS = 3_000

describe("a backend whose log nobody reads any more", () => {
  let shop: Shop

  beforeAll(async () => {
    shop = await Shop.open("log_reader_gone")
  })

  afterAll(async () => {
    await shop.close()
  })

  function processorMs(): number {
    const stat = readFileSync(`/proc/${shop.pid}/stat`, "utf8")
    // Behind the name, which may hold spaces: user time is the 12th field, system time the 13th.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ")
    return (Number(fields[11]) + Number(fields[12])) * TICK_MS
  }

  it("goes on making orders, and is idle between them", async () => {
    shop.stopReadingOutput()
    await expectWholeOrder(shop, pay(shop, "KCT-BURGUNDY-TIE"))
    const before = processorMs()
    await delay(WATCHED_MS)
    expect(processorMs() - before).toBeLessThan(WATCHED_MS / 3)
  })
})

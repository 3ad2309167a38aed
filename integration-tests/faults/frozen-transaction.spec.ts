import { ordersOf } from "../helpers/catch-up"
import { FaultPoints } from "../helpers/fault-points"
import { freePort } from "../helpers/free-port"
import { countOrders } from "../helpers/order"
import { expectWholeOrder, pay } from "../helpers/paid-orders"
import { type ServerProcess, startServer } from "../helpers/server-process"
import { Shop } from "../helpers/shop"
import { inboxAtRest } from "../helpers/storefront"
import { waitFor } from "../helpers/wait-for"
import { levelsThatDisagree } from "../helpers/whole-orders"

const SKU = "KCT-BURGUNDY-TIE"
const EVERY_ROW = ""
/** The lease, the reaper's pace, and time to do the work. */
const TAKEN_OVER_MS = 60_000

/** A machine that hangs between two statements of a transaction that has locked rows. */
describe("a backend that freezes while it reserves", () => {
  let shop: Shop
  let faults: FaultPoints
  let second: ServerProcess | null = null

  beforeAll(async () => {
    shop = await Shop.open("frozen_transaction")
    faults = await FaultPoints.install(shop.db, ["reservation_item"])
  })

  afterAll(async () => {
    await second?.end("SIGKILL")
    await shop.close()
  })

  it("F42: keeps the stock of a size from no other backend for longer than a lease", async () => {
    const before = await countOrders(shop)
    await faults.arm({
      table: "reservation_item",
      operation: "INSERT",
      key: EVERY_ROW,
      mode: "block",
    })
    const first = pay(shop, SKU)
    await faults.waitForBlocked(1)
    shop.freeze()
    await faults.disarm()
    faults.release()
    await waitFor("the transaction to stand open", async () => {
      const { rowCount } = await shop.db.query(
        `SELECT FROM pg_stat_activity
         WHERE datname = current_database() AND state = 'idle in transaction'`
      )
      return (rowCount ?? 0) > 0
    })
    const other = pay(shop, SKU)

    second = await startServer(await freePort(), shop.environment)
    const payments = [first.payment, other.payment]
    await waitFor(
      "another backend to make both orders",
      async () => (await ordersOf(shop, payments)).orders === payments.length,
      TAKEN_OVER_MS
    )

    shop.thaw()
    await expectWholeOrder(shop, first)
    await expectWholeOrder(shop, other)
    await inboxAtRest(shop)
    expect(await countOrders(shop)).toBe(before + 2)
    expect(await levelsThatDisagree(shop)).toEqual([])
  })
})

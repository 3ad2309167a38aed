import { setTimeout as delay } from "node:timers/promises"
import { holdingRefunds } from "../../../src/modules/storefront-orders/client/refund-lock"
import {
  type ThrowAwayDatabase,
  backendPool,
  createThrowAwayDatabase,
} from "../../helpers/throw-away-database"

/** After this PostgreSQL ends a transaction of which nothing is heard. */
const LIMIT_MS = 20_000
const PAYMENT = "pi_refunded"

describe("the lock on a payment's refunds", () => {
  let database: ThrowAwayDatabase
  let one: ThrowAwayDatabase["pool"]
  let other: ThrowAwayDatabase["pool"]

  beforeAll(async () => {
    database = await createThrowAwayDatabase("refund_lock", [])
    one = backendPool(database.url, 2)
    other = backendPool(database.url, 2)
  })

  afterAll(async () => {
    await Promise.all([one.end(), other.end()])
    await database.drop()
  })

  const tryElsewhere = (payment = PAYMENT) =>
    holdingRefunds(other, payment, () => Promise.resolve("worked"))

  it("F30: keeps others out for as long as Stripe is asked, and one payment from no other", async () => {
    const held = await holdingRefunds(one, PAYMENT, async () => {
      await delay(LIMIT_MS + 2_000)
      return [await tryElsewhere(), await tryElsewhere("pi_other")]
    })
    expect(held).toEqual({
      held: true,
      result: [{ held: false }, { held: true, result: "worked" }],
    })
    expect(await tryElsewhere()).toEqual({ held: true, result: "worked" })
  })

  it("is free again where the work fails", async () => {
    await expect(
      holdingRefunds(one, PAYMENT, () => Promise.reject(new Error("no")))
    ).rejects.toThrow("no")
    expect(await tryElsewhere()).toMatchObject({ held: true })
  })

  it("is free where the connection ends, and what was begun is finished", async () => {
    const held = await holdingRefunds(one, PAYMENT, async () => {
      await database.pool.query(
        `SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
         WHERE datname = current_database() AND state = 'idle in transaction'`
      )
      return tryElsewhere()
    })
    expect(held).toEqual({
      held: true,
      result: { held: true, result: "worked" },
    })
    expect(await tryElsewhere()).toMatchObject({ held: true })
  })
})

import {
  acquirePayment,
  holdPayment,
  releasePayment,
} from "../../../src/modules/storefront-orders/client/ledger"
import { markImported } from "../../../src/modules/storefront-orders/client/mark-imported"
import type {
  NewIssue,
  PaymentLease,
  PaymentReference,
} from "../../../src/modules/storefront-orders/types"
import { ownMigrations } from "../../helpers/run-migrations"
import {
  type ThrowAwayDatabase,
  createThrowAwayDatabase,
} from "../../helpers/throw-away-database"

const payment: PaymentReference = {
  payment: "pi_1",
  payment_intent_id: "pi_1",
  checkout_session_id: "cs_1",
  amount: 39_998,
  currency_code: "usd",
  livemode: false,
  source: "webhook",
}

const order = { orderId: "order_1", displayId: 7, issues: [] }

const oversold: NewIssue = {
  kind: "oversold",
  subject: "li_1",
  message: "Two were sold and one was there; order one more or refund",
  details: { sold: 2, available: 1 },
}

const leaseLost = { code: "lease_lost", retry: "passing" }

let database: ThrowAwayDatabase

async function acquire(): Promise<PaymentLease> {
  const acquired = await acquirePayment(database.pool, payment)
  if (acquired.kind !== "acquired") {
    throw new Error(`The payment is ${acquired.kind}`)
  }
  return acquired.lease
}

async function expireLease(): Promise<void> {
  await database.pool.query(
    "UPDATE storefront_payment SET lease_until = clock_timestamp() - interval '1 ms'"
  )
}

async function ledgerRows(): Promise<Record<string, unknown>[]> {
  const { rows } = await database.pool.query<Record<string, unknown>>(
    "SELECT * FROM storefront_payment"
  )
  return rows
}

async function issueRows(): Promise<Record<string, unknown>[]> {
  const { rows } = await database.pool.query<Record<string, unknown>>(
    "SELECT kind, subject, message, details, answered_at FROM storefront_issue ORDER BY subject"
  )
  return rows
}

describe("the ledger of payments", () => {
  beforeAll(async () => {
    database = await createThrowAwayDatabase("ledger_test", [
      ownMigrations("storefront-orders"),
    ])
  })
  afterAll(async () => {
    await database.drop()
  })
  beforeEach(async () => {
    await database.pool.query(
      "TRUNCATE storefront_payment, storefront_issue CASCADE"
    )
  })

  it("enters a payment once and gives it to one of twenty callers", async () => {
    const results = await Promise.all(
      Array.from({ length: 20 }, () => acquirePayment(database.pool, payment))
    )
    const kinds = results.map(({ kind }) => kind)
    expect(kinds.filter((kind) => kind === "acquired")).toHaveLength(1)
    expect(kinds.filter((kind) => kind === "busy")).toHaveLength(19)
    expect(await ledgerRows()).toEqual([
      expect.objectContaining({
        payment: "pi_1",
        payment_intent_id: "pi_1",
        checkout_session_id: "cs_1",
        amount: "39998",
        raw_amount: { value: "39998", precision: 20 },
        currency_code: "usd",
        source: "webhook",
        state: "open",
        order_id: null,
      }),
    ])
  })

  it("keeps the payment as the first to know of it told it", async () => {
    await acquire()
    await acquirePayment(database.pool, {
      ...payment,
      amount: 1,
      source: "legacy_api",
    })
    expect(await ledgerRows()).toEqual([
      expect.objectContaining({ amount: "39998", source: "webhook" }),
    ])
  })

  it("tells everyone the order once the payment is imported", async () => {
    const lease = await acquire()
    await markImported(database.pool, lease, order)
    const results = await Promise.all(
      Array.from({ length: 20 }, () => acquirePayment(database.pool, payment))
    )
    const imported = { kind: "imported", id: lease.id, orderId: "order_1" }
    expect(results).toEqual(results.map(() => imported))
    expect(await ledgerRows()).toEqual([
      expect.objectContaining({
        state: "imported",
        order_id: "order_1",
        order_display_id: 7,
        imported_at: expect.any(Date),
        lease_token: null,
      }),
    ])
  })

  it("lets another in when the lease ran out, and nothing the first says counts any more", async () => {
    const first = await acquire()
    await expireLease()
    const second = await acquire()
    expect(second.id).toBe(first.id)
    expect(second.leaseToken).not.toBe(first.leaseToken)
    const before = await ledgerRows()

    await expect(
      markImported(database.pool, first, { ...order, issues: [oversold] })
    ).rejects.toMatchObject(leaseLost)
    expect(await holdPayment(database.pool, first)).toBe(false)
    await releasePayment(database.pool, first)
    expect(await ledgerRows()).toEqual(before)
    expect(await issueRows()).toEqual([])

    await markImported(database.pool, second, order)
    await expect(
      markImported(database.pool, first, { ...order, orderId: "order_2" })
    ).rejects.toMatchObject(leaseLost)
    expect(await ledgerRows()).toEqual([
      expect.objectContaining({ order_id: "order_1" }),
    ])
  })

  it("gives a lease that ran out to one of twenty callers", async () => {
    await acquire()
    await expireLease()
    const results = await Promise.all(
      Array.from({ length: 20 }, () => acquirePayment(database.pool, payment))
    )
    expect(results.filter(({ kind }) => kind === "acquired")).toHaveLength(1)
  })

  it("refuses to go on once the lease has run out, though nobody else has come", async () => {
    const lease = await acquire()
    expect(await holdPayment(database.pool, lease)).toBe(true)
    await expireLease()
    expect(await holdPayment(database.pool, lease)).toBe(false)
  })

  it("holds a payment for longer each time the holder shows a sign of life", async () => {
    const lease = await acquire()
    await database.pool.query(
      "UPDATE storefront_payment SET lease_until = clock_timestamp() + interval '1 s'"
    )
    expect(await holdPayment(database.pool, lease)).toBe(true)
    const { rows } = await database.pool.query<{ seconds: number }>(
      "SELECT extract(epoch FROM lease_until - clock_timestamp())::float8 AS seconds FROM storefront_payment"
    )
    expect(rows[0]?.seconds).toBeGreaterThan(20)
  })

  it("is free at once when it is released", async () => {
    const lease = await acquire()
    expect(await acquirePayment(database.pool, payment)).toEqual({
      kind: "busy",
      id: lease.id,
    })
    await releasePayment(database.pool, lease)
    await acquire()
  })

  it("keeps a question open with the payment, and asks it once", async () => {
    const other: NewIssue = { ...oversold, subject: "li_2" }
    await markImported(database.pool, await acquire(), {
      ...order,
      issues: [oversold, oversold, other],
    })
    expect(await ledgerRows()).toEqual([
      expect.objectContaining({ state: "held", order_id: "order_1" }),
    ])
    expect(await issueRows()).toEqual([
      { ...oversold, answered_at: null },
      { ...other, answered_at: null },
    ])
  })

  it("does not ask again what was asked, or answered, in a run before", async () => {
    const lease = await acquire()
    await database.pool.query(
      `INSERT INTO storefront_issue (id, kind, subject, message, details, payment_id, answered_at)
       VALUES ('siss_1', 'oversold', 'li_1', 'asked before', '{}', $1, now())`,
      [lease.id]
    )
    await markImported(database.pool, lease, { ...order, issues: [oversold] })
    expect(await issueRows()).toEqual([
      expect.objectContaining({
        message: "asked before",
        answered_at: expect.any(Date),
      }),
    ])
  })

  it("refuses one order for two payments, and asks nothing then", async () => {
    await markImported(database.pool, await acquire(), order)
    const other = await acquirePayment(database.pool, {
      ...payment,
      payment: "pi_2",
    })
    if (other.kind !== "acquired") {
      throw new Error("The second payment could not be acquired")
    }
    await expect(
      markImported(database.pool, other.lease, {
        ...order,
        issues: [oversold],
      })
    ).rejects.toMatchObject({ code: "23505" })
    expect(await issueRows()).toEqual([])
  })

  it("keeps an amount larger than a 32-bit number to the unit", async () => {
    await acquirePayment(database.pool, { ...payment, amount: 9_999_999_999 })
    expect(await ledgerRows()).toEqual([
      expect.objectContaining({ amount: "9999999999" }),
    ])
  })
})

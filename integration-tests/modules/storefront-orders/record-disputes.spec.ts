import { DisputeBook } from "../../../src/modules/storefront-orders/client/dispute-book"
import { acquirePayment } from "../../../src/modules/storefront-orders/client/ledger"
import { markImported } from "../../../src/modules/storefront-orders/client/mark-imported"
import type { DisputeFacts } from "../../../src/modules/storefront-orders/domain/dispute"
import { ownMigrations } from "../../helpers/run-migrations"
import {
  type ThrowAwayDatabase,
  createThrowAwayDatabase,
} from "../../helpers/throw-away-database"

const open: DisputeFacts = {
  dispute: "du_1",
  amount: 2_000,
  currency_code: "usd",
  reason: "fraudulent",
  status: "needs_response",
  evidence_due_at: "2026-11-28T09:30:00.000Z",
  opened_at: "2026-11-21T09:30:00.000Z",
}
const won: DisputeFacts = { ...open, status: "won" }

let database: ThrowAwayDatabase
let book: DisputeBook
let paymentId: string

beforeAll(async () => {
  database = await createThrowAwayDatabase("record_disputes", [
    ownMigrations("storefront-orders"),
  ])
  book = new DisputeBook(database.pool)
  const acquired = await acquirePayment(database.pool, {
    payment: "pi_1",
    payment_intent_id: "pi_1",
    checkout_session_id: "cs_1",
    amount: 39_998,
    currency_code: "usd",
    livemode: false,
    source: "webhook",
  })
  if (acquired.kind !== "acquired") {
    throw new Error("A new payment is acquired")
  }
  paymentId = acquired.lease.id
  await markImported(database.pool, acquired.lease, {
    orderId: "order_1",
    displayId: 7,
    issues: [],
  })
})

beforeEach(async () => {
  await database.pool.query("DELETE FROM storefront_dispute")
})

afterAll(() => database.drop())

const seen = (version: string, dispute: DisputeFacts) => ({
  paymentId,
  orderId: "order_1",
  version,
  disputes: [dispute],
})

it("F20, F42: keeps nothing of a look at Stripe that is older than what stands", async () => {
  const slow = await book.version(paymentId)
  expect(await book.record(seen(await book.version(paymentId), won))).toBe(true)

  expect(await book.record(seen(slow, open))).toBe(false)

  expect(await book.ofOrder("order_1")).toMatchObject([{ status: "won" }])
})

it("lets one of many workers at once write, and sends the others to look again", async () => {
  const version = await book.version(paymentId)

  const written = await Promise.all(
    Array.from({ length: 8 }, () => book.record(seen(version, open)))
  )

  expect(written.filter(Boolean)).toHaveLength(1)
  expect(await book.ofOrder("order_1")).toHaveLength(1)
})

it("changes nothing where Stripe says the same again", async () => {
  await book.record(seen(await book.version(paymentId), open))
  const version = await book.version(paymentId)

  expect(await book.record(seen(version, open))).toBe(true)
  expect(await book.version(paymentId)).toBe(version)
})

it("opens again what Stripe says is open again", async () => {
  await book.record(seen(await book.version(paymentId), won))
  await book.record(
    seen(await book.version(paymentId), {
      ...open,
      status: "appeal_needs_response",
    })
  )

  const { rows } = await database.pool.query(
    `SELECT kept.closed_at, payment.state FROM storefront_dispute AS kept
     JOIN storefront_payment AS payment ON payment.id = kept.payment_id`
  )
  expect(rows).toEqual([{ closed_at: null, state: "held" }])
})

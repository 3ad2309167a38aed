import { holdIncomplete } from "../../../src/modules/storefront-orders/client/hold-incomplete"
import {
  acquirePayment,
  releasePayment,
} from "../../../src/modules/storefront-orders/client/ledger"
import { markImported } from "../../../src/modules/storefront-orders/client/mark-imported"
import type {
  NewIssue,
  PaymentLease,
} from "../../../src/modules/storefront-orders/types"
import { ownMigrations } from "../../helpers/run-migrations"
import {
  type ThrowAwayDatabase,
  createThrowAwayDatabase,
} from "../../helpers/throw-away-database"

const order = { orderId: "order_1", displayId: 7, issues: [] }

const incomplete: NewIssue = {
  kind: "import_incomplete",
  subject: "reservations",
  message: "The stock it had reserved could not be taken back",
  details: { code: "unexpected_error" },
}

const oversold: NewIssue = { ...incomplete, kind: "oversold", subject: "li_1" }

let database: ThrowAwayDatabase

async function acquire(): Promise<PaymentLease> {
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
    throw new Error(`The payment is ${acquired.kind}`)
  }
  return acquired.lease
}

/** The row's state, and each question with whether it is open and who closed it. */
async function standing(): Promise<unknown> {
  const { rows } = await database.pool.query<Record<string, unknown>>(
    `SELECT payment.state, issue.kind, issue.answered_at IS NULL AS open, issue.answered_by_type AS by
     FROM storefront_payment AS payment
     LEFT JOIN storefront_issue AS issue ON issue.payment_id = payment.id
     ORDER BY issue.kind`
  )
  return rows.map(({ state, kind, open, by }) => [state, kind, open, by])
}

describe("an import that failed and could not be taken back", () => {
  beforeAll(async () => {
    database = await createThrowAwayDatabase("incomplete_import_test", [
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

  it("F38: holds the payment with one question, which the whole order closes", async () => {
    const lease = await acquire()
    await holdIncomplete(database.pool, lease, incomplete)
    await holdIncomplete(database.pool, lease, incomplete)
    expect(await standing()).toEqual([
      ["held", "import_incomplete", true, null],
    ])
    await releasePayment(database.pool, lease)

    await markImported(database.pool, await acquire(), order)
    expect(await standing()).toEqual([
      ["imported", "import_incomplete", false, "system"],
    ])
  })

  it("F38: is asked about again where a later try fails the same way", async () => {
    const lease = await acquire()
    await holdIncomplete(database.pool, lease, incomplete)
    await database.pool.query(
      "UPDATE storefront_issue SET answered_at = now(), answered_by_type = 'user'"
    )
    await holdIncomplete(database.pool, lease, incomplete)
    expect(await standing()).toEqual([
      ["held", "import_incomplete", true, null],
    ])
  })

  it("stays held where the whole order leaves another question", async () => {
    const lease = await acquire()
    await holdIncomplete(database.pool, lease, incomplete)
    await markImported(database.pool, lease, { ...order, issues: [oversold] })
    expect(await standing()).toEqual([
      ["held", "import_incomplete", false, "system"],
      ["held", "oversold", true, null],
    ])
  })

  it("is none of the business of a worker that has lost the payment", async () => {
    const lease = await acquire()
    await holdIncomplete(
      database.pool,
      { ...lease, leaseToken: "another" },
      incomplete
    )
    expect(await standing()).toEqual([["open", null, true, null]])
  })
})

import { askIssues } from "../../../src/modules/storefront-orders/client/issues"
import { acquirePayment } from "../../../src/modules/storefront-orders/client/ledger"
import { markImported } from "../../../src/modules/storefront-orders/client/mark-imported"
import {
  type NewActivity,
  type NewIssue,
  SYSTEM,
} from "../../../src/modules/storefront-orders/types"
import { ownMigrations } from "../../helpers/run-migrations"
import {
  type ThrowAwayDatabase,
  createThrowAwayDatabase,
} from "../../helpers/throw-away-database"

const failed: NewIssue = {
  kind: "refund_failed",
  subject: "re_1",
  message: "The refund of $10.00 failed at Stripe",
  details: { amount: 1_000 },
}

const told: NewActivity = {
  kind: "refund_taken_back",
  actor: SYSTEM,
  message: "A refund of $10.00 failed at Stripe and was taken back",
}

let database: ThrowAwayDatabase

beforeAll(async () => {
  database = await createThrowAwayDatabase("ask_issues", [
    ownMigrations("storefront-orders"),
  ])
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
  await markImported(database.pool, acquired.lease, {
    orderId: "order_1",
    displayId: 7,
    issues: [],
  })
})

beforeEach(async () => {
  await database.pool.query("DELETE FROM storefront_issue")
  await database.pool.query("DELETE FROM storefront_activity")
  await database.pool.query("UPDATE storefront_payment SET state = 'imported'")
})

afterAll(() => database.drop())

async function rowsOf(table: string): Promise<Record<string, unknown>[]> {
  const { rows } = await database.pool.query<Record<string, unknown>>(
    `SELECT * FROM ${table}`
  )
  return rows
}

it.each(["pi_1", "cs_1"])(
  "asks about an imported payment, known as %s, and holds it",
  async (payment) => {
    await askIssues(database.pool, payment, [failed], [told])

    expect(await rowsOf("storefront_issue")).toMatchObject([failed])
    expect(await rowsOf("storefront_payment")).toMatchObject([
      { state: "held" },
    ])
    expect(await rowsOf("storefront_activity")).toMatchObject([
      { kind: "refund_taken_back", actor_type: "system" },
    ])
  }
)

it("asks once, however often it is found, also at once", async () => {
  await Promise.all(
    Array.from({ length: 8 }, () =>
      askIssues(database.pool, "pi_1", [failed], [told])
    )
  )

  expect(await rowsOf("storefront_issue")).toHaveLength(1)
  expect(await rowsOf("storefront_activity")).toHaveLength(1)
})

it("does not hold a payment again for what staff have answered", async () => {
  await askIssues(database.pool, "pi_1", [failed])
  await database.pool.query("UPDATE storefront_payment SET state = 'imported'")

  await askIssues(database.pool, "pi_1", [failed])

  expect(await rowsOf("storefront_payment")).toMatchObject([
    { state: "imported" },
  ])
})

it("writes nothing where the payment is not known, and may be tried again", async () => {
  await expect(
    askIssues(database.pool, "pi_unknown", [failed], [told])
  ).rejects.toMatchObject({ code: "ledger_row_missing", retry: "passing" })
  expect(await rowsOf("storefront_activity")).toEqual([])
})

import type Stripe from "stripe"
import type { StripeStandIn } from ".."
import type { FaultRule } from "../faults"
import {
  clientFor,
  paymentOf,
  startForTest,
  suitCheckout,
} from "../testing/fixture"

let standIn: StripeStandIn
let client: Stripe

beforeAll(async () => {
  standIn = await startForTest()
  client = clientFor(standIn)
})

beforeEach(() => {
  standIn.faults.clear()
  standIn.clearRequests()
})

afterAll(() => standIn.close())

const play = (...rules: FaultRule[]) => {
  standIn.faults.set({ rules })
}

it.each([
  ["429", { type: "StripeRateLimitError", statusCode: 429 }],
  ["500", { type: "StripeAPIError", statusCode: 500 }],
  ["503", { type: "StripeAPIError", statusCode: 503 }],
] as const)(
  "answers %s as often as told, and works again after that",
  async (kind, error) => {
    play({ kind, times: 2 })

    await expect(client.accounts.retrieveCurrent()).rejects.toMatchObject(error)
    await expect(client.accounts.retrieveCurrent()).rejects.toMatchObject(error)
    await expect(client.accounts.retrieveCurrent()).resolves.toMatchObject({
      object: "account",
    })
  }
)

it("never answers a request that times out", async () => {
  play({ kind: "timeout", times: 1 })
  const impatient = clientFor(standIn, { timeout: 50 })

  await expect(impatient.accounts.retrieveCurrent()).rejects.toMatchObject({
    type: "StripeConnectionError",
    message: expect.stringContaining("timeout") as string,
  })
})

it("hits only the method and the path that the rule names", async () => {
  play({ kind: "500", times: 1, method: "POST", pathPrefix: "/v1/refunds" })

  await expect(client.refunds.list()).resolves.toMatchObject({ data: [] })
  await expect(
    client.refunds.create({ charge: "ch_no" })
  ).rejects.toMatchObject({
    statusCode: 500,
  })
  expect(standIn.faults.pending()).toEqual([])
})

// After a dropped connection the client tries once more by itself, even when told not to retry.
it("drops the connection before any work is done", async () => {
  play({ kind: "reset", times: 2 })

  await expect(client.customers.create()).rejects.toMatchObject({
    type: "StripeConnectionError",
  })
  expect(standIn.requests()).toMatchObject([
    { status: null, fault: "reset" },
    { status: null, fault: "reset" },
  ])
  expect(standIn.store.customers.size).toBe(0)
})

it("loses the answer after the work is done; the same key brings it", async () => {
  const payment_intent = paymentOf(standIn.storefront.checkout(suitCheckout()))
  const refund = () =>
    client.refunds.create(
      { payment_intent, amount: 100 },
      { idempotencyKey: "lost-answer" }
    )
  play({ kind: "reset_after_commit", times: 2, pathPrefix: "/v1/refunds" })

  await expect(refund()).rejects.toMatchObject({
    type: "StripeConnectionError",
  })
  expect(standIn.store.refunds.size).toBe(1)
  const answered = await refund()

  const { data } = await client.refunds.list({ payment_intent })
  expect(data.map(({ id }) => id)).toEqual([answered.id])
  const lost = { method: "POST", status: null, fault: "reset_after_commit" }
  expect(standIn.requests()).toMatchObject([
    lost,
    lost,
    { method: "POST", status: 200, idempotency_key: "lost-answer" },
    { method: "GET", path: "/v1/refunds", status: 200 },
  ])
})

it("answers late, but rightly, when it is slow", async () => {
  play({ kind: "slow", times: 1, delay_ms: 30 })
  const startedAt = performance.now()

  await expect(client.accounts.retrieveCurrent()).resolves.toMatchObject({
    object: "account",
  })
  expect(performance.now() - startedAt).toBeGreaterThanOrEqual(25)
})

it("closes while a request still waits for its answer", async () => {
  const other = await startForTest()
  other.faults.set({ rules: [{ kind: "timeout", times: 1 }] })
  const waiting = clientFor(other)
    .accounts.retrieveCurrent()
    .catch((error: unknown) => error)
  while (other.requests().length === 0) {
    await new Promise(setImmediate)
  }

  await other.close()
  expect(await waiting).toMatchObject({ type: "StripeConnectionError" })
})

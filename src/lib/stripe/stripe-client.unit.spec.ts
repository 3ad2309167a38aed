import {
  type StripeStandIn,
  startStripeStandIn,
} from "../../../scripts/stripe-stand-in"
import { createStripeClient } from "./stripe-client"
import { askStripe } from "./stripe-error"

const API_KEY = "sk_test_planted_key_of_the_shop"

let standIn: StripeStandIn

beforeAll(async () => {
  standIn = await startStripeStandIn({
    apiKey: API_KEY,
    webhookSecret: "whsec_unused",
  })
})

afterEach(() => {
  standIn.faults.clear()
  standIn.clearRequests()
})

afterAll(() => standIn.close())

/** What comes out of asking for the account with a key at an address. */
async function failureOf(apiKey: string, baseUrl: string): Promise<unknown> {
  const client = createStripeClient({ apiKey, baseUrl })
  try {
    await askStripe(() => client.customers.list({ limit: 1 }))
  } catch (error) {
    return error
  }
  throw new Error("Nothing went wrong")
}

it("asks the host it is told to", async () => {
  const client = createStripeClient({ apiKey: API_KEY, baseUrl: standIn.url })
  await client.customers.list({ limit: 1 })
  expect(standIn.requests()).toHaveLength(1)
})

it("repeats a call that met a fault, so that a short outage is not noticed", async () => {
  standIn.faults.set({
    rules: [{ method: "GET", kind: "503", times: 2 }],
  })
  const client = createStripeClient({ apiKey: API_KEY, baseUrl: standIn.url })
  await client.customers.list({ limit: 1 })
  expect(standIn.requests().map(({ status }) => status)).toEqual([
    503, 503, 200,
  ])
})

describe("the key of the shop is in no error", () => {
  it("where Stripe does not know the key", async () => {
    const error = await failureOf("sk_test_planted_but_wrong", standIn.url)
    expect(error).toMatchObject({
      retry: "outage",
      code: "stripe_StripeAuthenticationError",
    })
    expect(String(error)).not.toContain("planted")
  })

  it("where nobody listens", async () => {
    const gone = await startStripeStandIn({
      apiKey: API_KEY,
      webhookSecret: "whsec_unused",
    })
    await gone.close()
    const error = await failureOf(API_KEY, gone.url)
    expect(error).toMatchObject({ retry: "outage" })
    expect(String(error)).not.toContain("planted")
  })

  it.each(["429", "500"] as const)(
    "where Stripe answers %s for good",
    async (kind) => {
      standIn.faults.set({ rules: [{ kind, times: 10 }] })
      const error = await failureOf(API_KEY, standIn.url)
      expect(error).toMatchObject({ retry: "outage" })
      expect(String(error)).not.toContain("planted")
      expect(String(error)).toContain("req_")
    }
  )
})

import { createHmac } from "node:crypto"
import {
  requestOfFunction,
  setDenoEnvironment,
} from "../../helpers/deno-stand-in"
// It serves as soon as it is loaded, so Deno is stood in for before.
import "../../../scripts/supabase/functions/medusa-orders/index.ts"
import {
  type LegacyStoreUnderTest,
  openLegacyStore,
} from "../../helpers/legacy-store"
import { type LocalServer, startLocalServer } from "../../helpers/local-server"
import {
  SERVICE_KEY,
  startPostgrestStandIn,
} from "../../helpers/postgrest-stand-in"

const WEBHOOK_SECRET = "whsec_function"
const TOKEN = "a-token-of-the-scheduler"

/** The function as Supabase runs it, with Deno's globals stood in for. */
describe("the function medusa-orders", () => {
  let store: LegacyStoreUnderTest
  let supabase: LocalServer
  let medusa: LocalServer
  let status: number

  beforeAll(async () => {
    store = await openLegacyStore("variants")
    supabase = await startPostgrestStandIn(store.owner)
    medusa = await startLocalServer(() => ({ status, body: {} }))
  })

  beforeEach(async () => {
    status = 201
    medusa.requests.length = 0
    await store.owner.query("DELETE FROM medusa_calls")
    setDenoEnvironment({
      MEDUSA_URL: `${medusa.url}/`,
      MEDUSA_API_KEY: "sk_storefront",
      MEDUSA_ORDERS_TOKEN: TOKEN,
      STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
      SUPABASE_URL: supabase.url,
      SUPABASE_SERVICE_ROLE_KEY: SERVICE_KEY,
    })
  })

  afterAll(async () => {
    await supabase.close()
    await medusa.close()
    await store.drop()
  })

  async function send(
    body: string,
    headers: Record<string, string>
  ): Promise<[number, unknown]> {
    const answer = await requestOfFunction(
      new Request("https://x.functions.supabase.co/medusa-orders", {
        method: "POST",
        headers,
        body,
      })
    )
    return [answer.status, await answer.json()]
  }

  const event = (type: string, payment_status = "paid") =>
    JSON.stringify({
      type,
      data: {
        object: {
          id: "cs_1",
          payment_intent: "pi_1",
          payment_status,
          amount_total: 100,
        },
      },
    })

  function signed(body: string, { secret = WEBHOOK_SECRET, age = 0 } = {}) {
    const t = Math.floor(Date.now() / 1000) - age
    const v1 = createHmac("sha256", secret).update(`${t}.${body}`).digest("hex")
    return { "stripe-signature": `t=${t},v1=${v1},v0=abc` }
  }

  it.each([
    "checkout.session.completed",
    "checkout.session.async_payment_succeeded",
  ])("tells Medusa of Stripe's %s", async (type) => {
    const body = event(type)
    expect(await send(body, signed(body))).toEqual([200, { outcome: "done" }])
    expect(JSON.parse(medusa.requests[0]?.body ?? "")).toMatchObject({
      payment_info: { stripe_payment_id: "pi_1", amount: 100 },
    })
  })

  it.each([
    ["is not paid yet", event("checkout.session.completed", "unpaid")],
    ["has expired", event("checkout.session.expired")],
    ["is none", JSON.stringify({ type: "customer.created" })],
  ])("tells nothing of a session that %s", async (_, body) => {
    expect(await send(body, signed(body))).toEqual([
      200,
      { outcome: "ignored" },
    ])
    expect(medusa.requests).toEqual([])
  })

  it("refuses what Stripe has not signed just now", async () => {
    const body = event("checkout.session.completed")
    for (const header of [
      signed(body, { secret: "whsec_another" }),
      signed(body, { age: 301 }),
      signed(body, { age: -302 }),
      signed(`${body} `),
      { "stripe-signature": "" },
      { "stripe-signature": "t=,v1=" },
    ]) {
      expect((await send(body, header))[0]).toBe(400)
    }
    expect(medusa.requests).toEqual([])
  })

  it("answers Stripe with 200 while Medusa is out, since the call is kept, and sends it again for the scheduler", async () => {
    status = 404
    const body = event("checkout.session.completed")
    expect(await send(body, signed(body))).toEqual([200, { outcome: "kept" }])
    await store.owner.query("UPDATE medusa_calls SET next_try_at = now()")
    status = 201
    expect(await send("{}", { authorization: `Bearer ${TOKEN}` })).toEqual([
      200,
      { done: 1, kept: 0, refused: 0, isOut: false },
    ])
  })

  it.each(["", "Bearer ", "Bearer another", TOKEN])(
    "sends nothing again for who shows «%s»",
    async (authorization) => {
      expect((await send("{}", { authorization }))[0]).toBe(401)
    }
  )

  it("fails, so that Stripe sends its event again, where a secret is missing", async () => {
    setDenoEnvironment({ STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET })
    const body = event("checkout.session.completed")
    const error = jest.spyOn(console, "error").mockReturnValue()
    expect((await send(body, signed(body)))[0]).toBe(500)
    expect(error).toHaveBeenCalledWith(
      expect.stringContaining("MEDUSA_URL is not set")
    )
    error.mockRestore()
  })
})

import { reportPayment } from "../../../scripts/supabase/functions/medusa-orders/report-payment.ts"
import { sendAgain } from "../../../scripts/supabase/functions/medusa-orders/send-again.ts"
import { ReportingFunction } from "../../helpers/reporting-function"
import { Shop } from "../../helpers/shop"
import { cartItem, importedPayment } from "../../helpers/storefront"
import { waitFor } from "../../helpers/wait-for"

const TIE = "KCT-BURGUNDY-TIE"
const SIGNING_SECRET = "a-secret-of-the-storefront"

/** The function for Supabase against the backend itself. */
describe("the function that tells Medusa of payments", () => {
  let shop: Shop
  let calling: ReportingFunction

  beforeAll(async () => {
    shop = await Shop.open("orders_function", {
      STOREFRONT_SIGNING_SECRET: SIGNING_SECRET,
    })
    const { api_key } = await shop.admin<{ api_key: { token: string } }>(
      "/admin/api-keys",
      { method: "POST", body: { title: "Storefront", type: "secret" } }
    )
    calling = await ReportingFunction.open(shop.legacy, {
      url: shop.url,
      apiKey: api_key.token,
      signingSecret: SIGNING_SECRET,
      timeoutMs: 30_000,
    })
  })

  afterEach(async () => {
    await shop.legacy.query("DELETE FROM medusa_calls")
  })

  afterAll(async () => {
    await calling.close()
    await shop.close()
  })

  /** A customer pays. @param deliver whether Stripe tells Medusa of it too */
  function pay(deliver: boolean) {
    const { session } = shop.stripe.storefront.checkout({
      kind: "priced",
      items: [cartItem(TIE)],
      deliver,
    })
    return session
  }

  const ordersOf = async (session: { id: string }): Promise<number> => {
    const { rows } = await shop.db.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM "order"
       WHERE metadata ->> 'stripe_checkout_session' = $1`,
      [session.id]
    )
    return rows[0]?.count ?? 0
  }

  /** A call may be answered before its order is there. */
  const orderMade = (session: { id: string }) =>
    waitFor("the order", async () => (await ordersOf(session)) > 0, 60_000)

  it("has Medusa make the order of a payment that Stripe has told it nothing of", async () => {
    const session = pay(false)

    const report = await reportPayment(calling.reporter, session)

    expect([report, await calling.calls()]).toEqual([
      expect.objectContaining({ outcome: "done" }),
      [expect.objectContaining({ state: "done", body: null })],
    ])
    await orderMade(session)
    expect(await ordersOf(session)).toBe(1)
  })

  it("F5: makes one order beside Stripe's own webhook, told of twice", async () => {
    const session = pay(true)
    await Promise.all([
      reportPayment(calling.reporter, session),
      reportPayment(calling.reporter, session),
    ])
    await shop.legacy.query("DELETE FROM medusa_calls")
    await reportPayment(calling.reporter, session)
    const payment =
      typeof session.payment_intent === "string" ? session.payment_intent : ""
    await importedPayment(shop, payment)
    expect(await ordersOf(session)).toBe(1)
  })

  it("keeps a payment while Medusa is out, and has one order made when it is back", async () => {
    const session = pay(false)
    await shop.kill()

    expect(await reportPayment(calling.reporter, session)).toMatchObject({
      outcome: "kept",
    })
    await calling.letTimePass()
    expect(await sendAgain(calling.reporter)).toMatchObject({ isOut: true })

    await shop.restart()
    await calling.letTimePass()
    expect(await sendAgain(calling.reporter)).toMatchObject({ done: 1 })
    await orderMade(session)
    expect(await sendAgain(calling.reporter)).toMatchObject({ done: 0 })
    expect(await ordersOf(session)).toBe(1)
  })

  it("F6: leaves a payment for a person that Stripe knows nothing of", async () => {
    const session = { id: "cs_test_nobody", amount_total: 1_000 }
    expect(await reportPayment(calling.reporter, session)).toMatchObject({
      outcome: "refused",
    })
    expect(await calling.calls()).toMatchObject([
      { payment: "cs_test_nobody", state: "refused" },
    ])
  })
})

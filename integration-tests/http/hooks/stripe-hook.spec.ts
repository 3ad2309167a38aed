import { bareEvent } from "../../helpers/bare-event"
import { countOrders } from "../../helpers/order"
import { Shop } from "../../helpers/shop"
import {
  cartItem,
  importedPayment,
  inboxAtRest,
} from "../../helpers/storefront"

/** The body of a refusal, which has three fields and gives nothing away. */
async function refusalIn(answer: Response): Promise<Record<string, unknown>> {
  const text = await answer.text()
  expect(text).not.toMatch(/whsec_|node_modules|\bat .+:\d+:\d+/)
  const body = JSON.parse(text) as Record<string, unknown>
  expect(body).toEqual({
    type: expect.stringMatching(/^\w+$/),
    code: expect.stringMatching(/^\w+$/),
    message: expect.stringMatching(/\w{3}/),
  })
  return body
}

/** What the endpoint says to a delivery, and what it has kept when it says so. */
describe("POST /hooks/payment/stripe", () => {
  let shop: Shop

  beforeAll(async () => {
    shop = await Shop.open("stripe_hook")
  })

  afterAll(async () => {
    await shop.close()
  })

  const postTo = (
    path: string,
    body: string,
    headers: Record<string, string>
  ) =>
    fetch(`${shop.url}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body,
    })

  const post = (body: string, headers: Record<string, string>) =>
    postTo("/hooks/payment/stripe", body, headers)

  const postSigned = (body: string) =>
    post(body, { "stripe-signature": shop.stripe.sign(body) })

  async function stored(id: string): Promise<{ payload: string }[]> {
    const { rows } = await shop.db.query<{ payload: string }>(
      "SELECT payload FROM stripe_event WHERE id = $1",
      [id]
    )
    return rows
  }

  it("says 200 once the event is stored, exactly as it came", async () => {
    const body = bareEvent("evt_kept", {
      data: {
        object: { id: "prod_1", object: "product", name: "Łódź 👔 \u0000" },
      },
    })

    const answer = await postSigned(body)

    expect(answer.status).toBe(200)
    expect(await answer.json()).toEqual({ received: true, duplicate: false })
    expect(await stored("evt_kept")).toEqual([{ payload: body }])
  })

  it("F3: says 200 to a hundred deliveries of one event at once, and keeps one", async () => {
    const body = bareEvent("evt_hundred")

    const answers = await Promise.all(
      Array.from({ length: 100 }, () => postSigned(body))
    )
    const bodies = (await Promise.all(
      answers.map((answer) => answer.json())
    )) as { duplicate: boolean }[]

    expect(answers.every((answer) => answer.status === 200)).toBe(true)
    expect(bodies.filter(({ duplicate }) => !duplicate)).toHaveLength(1)
    expect(await stored("evt_hundred")).toHaveLength(1)
  })

  it.each([
    ["F7: without a signature", () => post(bareEvent("evt_f7"), {})],
    [
      "F7: with a signature of another secret",
      () => {
        const body = bareEvent("evt_f7")
        const secret = "whsec_of_somebody_else"
        return post(body, {
          "stripe-signature": shop.stripe.sign(body, { secret }),
        })
      },
    ],
    [
      "F8: with a timestamp 301 s old",
      () => {
        const body = bareEvent("evt_f8")
        const timestamp = Math.floor(Date.now() / 1000) - 301
        return post(body, {
          "stripe-signature": shop.stripe.sign(body, { timestamp }),
        })
      },
    ],
    [
      "F9: with a timestamp 310 s ahead",
      () => {
        const body = bareEvent("evt_f9")
        const timestamp = Math.floor(Date.now() / 1000) + 310
        return post(body, {
          "stripe-signature": shop.stripe.sign(body, { timestamp }),
        })
      },
    ],
    [
      "F11: with a body that a proxy has changed",
      () => {
        const body = bareEvent("evt_f11")
        return post(`${body} `, { "stripe-signature": shop.stripe.sign(body) })
      },
    ],
    ["F13: that is not JSON", () => postSigned("{")],
    ["F13: that is empty", () => postSigned("")],
    ["F13: that is a list", () => postSigned("[]")],
    [
      "F14: of a live payment to a test key",
      () => postSigned(bareEvent("evt_f14", { livemode: true })),
    ],
  ])("says 400 and keeps nothing of a delivery %s", async (_, deliver) => {
    const before = await shop.db.query("SELECT count(*) FROM stripe_event")

    const answer = await deliver()

    expect(answer.status).toBe(400)
    expect(await refusalIn(answer)).toMatchObject({ type: "invalid_data" })
    const after = await shop.db.query("SELECT count(*) FROM stripe_event")
    expect(after.rows).toEqual(before.rows)
  })

  it("names what was wrong, and repeats nothing of a malformed body", async () => {
    const answer = await postSigned("4242 of somebody")

    expect(answer.status).toBe(400)
    expect(await refusalIn(answer)).toEqual({
      type: "invalid_data",
      code: "body_malformed",
      message: "The body is not JSON",
    })
    expect(shop.output()).not.toContain("4242 of")
  })

  it.each(["stripe", "stripe_stripe"])(
    "keeps an event far larger than Medusa alone would take, sent to %s",
    async (provider) => {
      const id = `evt_large_${provider}`
      const body = bareEvent(id, { padding: "x".repeat(900_000) })

      const answer = await postTo(`/hooks/payment/${provider}`, body, {
        "stripe-signature": shop.stripe.sign(body),
      })

      expect(answer.status).toBe(200)
      expect(await stored(id)).toEqual([{ payload: body }])
    }
  )

  it("F12: says 413 to a body over 1 MB", async () => {
    const answer = await postSigned(
      bareEvent("evt_f12", { padding: "x".repeat(1_100_000) })
    )

    expect(answer.status).toBe(413)
    expect(await refusalIn(answer)).toEqual({
      type: "invalid_data",
      code: "body_too_large",
      message:
        "The body is larger than this route takes (1048576 bytes at most)",
    })
    expect(await stored("evt_f12")).toEqual([])
  })

  it("keeps what comes under another of Stripe's provider ids, once it is verified", async () => {
    const body = bareEvent("evt_other_provider_id")
    const path = "/hooks/payment/stripe_stripe"

    const refused = await postTo(path, body, {})
    const kept = await postTo(path, body, {
      "stripe-signature": shop.stripe.sign(body),
    })

    expect(refused.status).toBe(400)
    expect(kept.status).toBe(200)
    expect(await stored("evt_other_provider_id")).toHaveLength(1)
  })

  it("says 404 to a provider that does not exist, where Medusa alone would say 200", async () => {
    const answer = await postTo("/hooks/payment/nonsense", "{}", {})

    expect(answer.status).toBe(404)
    expect(await answer.json()).toMatchObject({
      code: "unknown_payment_provider",
    })
  })

  it("says 503 and never 200 for an event that it could not store; sent again, it becomes the order", async () => {
    await inboxAtRest(shop)
    const orders = await countOrders(shop)
    await shop.db.query("ALTER TABLE stripe_event RENAME TO stripe_event_away")
    const { payment_intent, events } = shop.stripe.storefront.checkout({
      kind: "priced",
      items: [cartItem("KCT-BURGUNDY-38R-2P")],
      deliver: false,
    })

    const refused = await shop.stripe.deliver(events[0] ?? "")
    await shop.db.query("ALTER TABLE stripe_event_away RENAME TO stripe_event")
    const accepted = await Promise.all(
      events.map((id) => shop.stripe.deliver(id))
    )

    expect(refused.map((answer) => answer.status)).toEqual([503])
    expect(accepted.flat().every((answer) => answer.status === 200)).toBe(true)
    await importedPayment(shop, payment_intent?.id ?? "")
    await inboxAtRest(shop)
    expect(await countOrders(shop)).toBe(orders + 1)
  })
})

import { createHmac } from "node:crypto"
import { reportPayment } from "../../../scripts/supabase/functions/medusa-orders/report-payment.ts"
import { sendAgain } from "../../../scripts/supabase/functions/medusa-orders/send-again.ts"
import type { ReportingFunction } from "../../helpers/reporting-function"
import {
  MADE,
  SIGNING_SECRET,
  ScriptedMedusa,
  paidSession,
} from "../../helpers/scripted-medusa"

/** What it does by what Medusa answers; Medusa is stood in for here. */
describe("the function that tells Medusa of payments", () => {
  let medusa: ScriptedMedusa
  let shop: ReportingFunction

  beforeEach(async () => {
    medusa = await ScriptedMedusa.open()
    shop = medusa.shop
  })

  afterEach(async () => {
    await medusa.close()
  })

  it("writes the call down before it is made, and forgets its body once it is done", async () => {
    let before: unknown
    medusa.onCall = async () => {
      before = await shop.calls()
    }

    const report = await reportPayment(shop.reporter, paidSession("1"))

    expect(before).toMatchObject([
      {
        payment: "pi_1",
        state: "waiting",
        body: { email: "jane@example.com" },
      },
    ])
    expect(report).toEqual({
      outcome: "done",
      status: 201,
      answer: { created: true },
    })
    expect(await shop.calls()).toMatchObject([
      { payment: "pi_1", state: "done", body: null, tries: 1 },
    ])
  })

  it("sends what the contract has, with a key of its own, signed byte by byte", async () => {
    await reportPayment(shop.reporter, paidSession("1"))
    await reportPayment(shop.reporter, paidSession("2"))
    const [first, second] = medusa.requests
    expect(first).toMatchObject({
      method: "POST",
      path: "/admin/orders",
      headers: {
        authorization: "Bearer sk_storefront",
        "content-type": "application/json",
        "idempotency-key": expect.stringMatching(/^pi_1-[0-9a-f]{16}$/),
      },
    })
    expect(JSON.parse(first?.body ?? "")).toMatchObject({
      payment_info: { stripe_payment_id: "pi_1", amount: 1_000 },
    })
    expect(second?.headers["idempotency-key"]).toMatch(/^pi_2-/)
    const signature = String(first?.headers["x-storefront-signature"])
    const [, t, v1] = /^t=(\d+),v1=(\w+)$/.exec(signature) ?? []
    expect(v1).toBe(
      createHmac("sha256", SIGNING_SECRET)
        .update(`${t}.POST./admin/orders.${first?.body}`)
        .digest("hex")
    )
  })

  it("is not told of a payment again that is done, however often Stripe says so", async () => {
    await reportPayment(shop.reporter, paidSession("1"))
    expect(await reportPayment(shop.reporter, paidSession("1"))).toMatchObject({
      outcome: "known",
    })
    expect(medusa.requests).toHaveLength(1)
  })

  it("makes one call where Stripe delivers twice at once", async () => {
    const reports = await Promise.all(
      Array.from({ length: 5 }, () =>
        reportPayment(shop.reporter, paidSession("1"))
      )
    )
    expect(reports.map(({ outcome }) => outcome).sort()).toEqual([
      "done",
      ...Array<string>(4).fill("known"),
    ])
    expect(medusa.requests).toHaveLength(1)
  })

  it.each([
    ["an error", { status: 500 }, [500, 1_000]],
    ["no answer", null, [500, 1_000]],
    [
      "too many requests",
      { status: 429, headers: { "retry-after": "2" } },
      [2_000, 2_000],
    ],
  ])(
    "tries at once again after %s, in its time",
    async (_, failure, pauses) => {
      medusa.answers = [failure, failure, MADE]
      expect(
        await reportPayment(shop.reporter, paidSession("1"))
      ).toMatchObject({
        outcome: "done",
      })
      expect(shop.pausesMs).toEqual(pauses)
    }
  )

  it("leaves a long Retry-After to the scheduler, which keeps to it", async () => {
    medusa.answers = [{ status: 503, headers: { "retry-after": "3600" } }]
    expect(await reportPayment(shop.reporter, paidSession("1"))).toMatchObject({
      outcome: "kept",
    })
    expect(medusa.requests).toHaveLength(1)
    const { rows } = await medusa.store.owner.query<{ wait: number }>(
      "SELECT extract(epoch FROM next_try_at - updated_at)::int AS wait FROM medusa_calls"
    )
    expect(rows).toEqual([{ wait: 3_600 }])
    expect(await sendAgain(shop.reporter)).toMatchObject({ done: 0, kept: 0 })
  })

  it.each([400, 409, 413, 422])(
    "keeps what is refused with %i for a person, without trying again",
    async (status) => {
      medusa.answers = [
        { status, body: { code: "amount_differs", message: "Stripe says so" } },
      ]
      expect(
        await reportPayment(shop.reporter, paidSession("1"))
      ).toMatchObject({
        outcome: "refused",
        status,
      })
      await shop.letTimePass()
      await sendAgain(shop.reporter)
      expect(medusa.requests).toHaveLength(1)
      expect(await shop.calls()).toMatchObject([
        {
          state: "refused",
          last_status: status,
          last_error: "amount_differs: Stripe says so",
          body: { payment_info: { stripe_payment_id: "pi_1" } },
        },
      ])
    }
  )

  it("tells of a refused payment anew where Stripe reports it anew", async () => {
    medusa.answers = [{ status: 409 }, MADE]
    await reportPayment(shop.reporter, paidSession("1"))
    expect(await reportPayment(shop.reporter, paidSession("1"))).toMatchObject({
      outcome: "done",
    })
  })
})

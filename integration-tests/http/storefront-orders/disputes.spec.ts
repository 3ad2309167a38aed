import { buy } from "../../helpers/buy"
import {
  activityOf,
  bank,
  bankInSilence,
  questionOf,
} from "../../helpers/disputes"
import { countOrders } from "../../helpers/order"
import { inLanes, deliverEvent } from "../../helpers/post-event"
import { faultSeed, seededRandom, shuffled } from "../../helpers/seeded-random"
import { Shop } from "../../helpers/shop"
import {
  cartItem,
  fillShelves,
  importedPayment,
  inboxAtRest,
} from "../../helpers/storefront"

const SUIT = "KCT-BURGUNDY-50R-2P"

/** The customer's bank takes a payment into doubt. */
describe("a dispute", () => {
  let shop: Shop

  beforeAll(async () => {
    shop = await Shop.open("disputes")
    await fillShelves(shop, [SUIT])
  })

  afterAll(async () => {
    await shop.close()
  })

  async function paid(currency = "usd"): Promise<string> {
    const { payment } = await buy(shop, {
      kind: "ad_hoc",
      // Three decimal places, of which Stripe takes two.
      items: [{ ...cartItem(SUIT), unit_amount: 17990 }],
      currency,
    })
    return payment.payment
  }

  it("that is opened holds the payment with a question that says what to do, and by when", async () => {
    const intent = await paid()

    const payment = await bank(shop, intent, {
      reason: "product_not_received",
      amount: 2000,
    })

    expect(payment.state).toBe("held")
    const [dispute] = payment.disputes
    expect(payment.disputes).toEqual([
      {
        dispute: expect.stringMatching(/^du_/),
        amount: 2000,
        currency_code: "usd",
        reason: "product_not_received",
        status: "needs_response",
        evidence_due_at: expect.stringMatching(/Z$/),
        opened_at: expect.stringMatching(/Z$/),
        closed_at: null,
      },
    ])
    const question = questionOf(payment)
    expect(question.subject).toBe(dispute?.dispute)
    expect(question.message).toContain("$20.00")
    expect(question.message).toContain("the goods did not arrive")
    expect(question.message).toContain(dispute?.evidence_due_at?.slice(0, 10))
    expect(question.details).toEqual({
      dispute: dispute?.dispute,
      amount_minor: 2000,
      currency_code: "usd",
      reason: "product_not_received",
      status: "needs_response",
      evidence_due_at: dispute?.evidence_due_at,
    })
    expect(await activityOf(shop, payment)).toEqual(["dispute_opened"])
    const told = payment.events.filter(({ type }) => type.includes("dispute"))
    expect(told.map(({ state }) => state)).toEqual(["done", "done"])
  })

  it("that is won closes its question by itself", async () => {
    const intent = await paid()
    await bank(shop, intent)
    await bank(shop, intent, { move: "evidence" })

    const payment = await bank(shop, intent, { close: "won" })

    expect(payment.state).toBe("imported")
    expect(payment.disputes).toMatchObject([
      { status: "won", closed_at: expect.stringMatching(/Z$/) },
    ])
    expect(questionOf(payment).answered_at).not.toBeNull()
    const { rows } = await shop.db.query(
      "SELECT answered_by_type, answered_by, answer FROM storefront_issue WHERE payment_id = $1",
      [payment.id]
    )
    expect(rows).toEqual([
      {
        answered_by_type: "system",
        answered_by: null,
        answer: {
          kind: "dispute_won",
          dispute: payment.disputes[0]?.dispute,
        },
      },
    ])
    expect(await activityOf(shop, payment)).toEqual([
      "dispute_opened",
      "dispute_updated",
      "dispute_won",
    ])
  })

  it("that is lost leaves its question, which says that the money is gone", async () => {
    const intent = await paid()
    await bank(shop, intent)

    const payment = await bank(shop, intent, { close: "lost" })

    expect(payment.state).toBe("held")
    const question = questionOf(payment)
    expect(question.answered_at).toBeNull()
    expect(question.message).toMatch(/is lost .* was withdrawn .* as handled/)
    expect(question.details).toMatchObject({ status: "lost" })
    expect(await activityOf(shop, payment)).toEqual([
      "dispute_opened",
      "dispute_lost",
    ])
  })

  it("that is lost after staff had marked it as handled is asked about again", async () => {
    const intent = await paid()
    const { id } = await bank(shop, intent)
    await shop.db.query(
      `UPDATE storefront_issue SET answered_at = now(), answering_since = now(),
              answered_by_type = 'user', answered_by = 'user_1', answer = '{"kind":"handled"}'
       WHERE payment_id = $1`,
      [id]
    )

    const { events, ...payment } = await bank(shop, intent, { close: "lost" })

    expect(payment.state).toBe("held")
    expect(questionOf({ ...payment, events }).answered_at).toBeNull()
  })

  it("that is only an inquiry says so, and is over when the bank lets it be", async () => {
    const intent = await paid()

    const asked = await bank(shop, intent, { inquiry: true })
    expect(questionOf(asked).message).toContain("inquiry and no chargeback")
    const closed = await bank(shop, intent, { close: "warning_closed" })

    expect(closed.state).toBe("imported")
    expect(await activityOf(shop, closed)).toEqual([
      "dispute_opened",
      "dispute_closed",
    ])
  })

  it("that an inquiry has become is told as the chargeback that it is", async () => {
    const intent = await paid()
    await bank(shop, intent, { inquiry: true })

    const payment = await bank(shop, intent, { move: "chargeback" })

    expect(questionOf(payment).message).toMatch(/has charged .* back/)
    expect(questionOf(payment).message).not.toContain("inquiry")
  })

  it.each([
    ["jpy", 5000, "¥5000", "￥5000"],
    ["kwd", 1230, "1.230", "1.230"],
  ])("in %s is of the sum that it is of", async (currency, amount, ...sums) => {
    const intent = await paid(currency)

    const payment = await bank(shop, intent, { amount })

    expect(payment.disputes).toMatchObject([
      { amount, currency_code: currency },
    ])
    const { message } = questionOf(payment)
    expect(sums.some((sum) => message.includes(sum))).toBe(true)
  })

  it("F19: that is heard of before the checkout has the order made, and is asked about", async () => {
    const before = await countOrders(shop)
    const { payment_intent } = shop.stripe.storefront.checkout({
      kind: "priced",
      items: [cartItem(SUIT)],
      deliver: false,
    })

    const payment = await bank(shop, payment_intent?.id ?? "")

    expect(payment.state).toBe("held")
    expect(questionOf(payment).details).toMatchObject({
      status: "needs_response",
    })
    expect(await countOrders(shop)).toBe(before + 1)
  })

  it("of a payment that is none of the storefront's is set aside with its reason", async () => {
    const intent = await paid()
    const [event] = bankInSilence(shop, intent)
    const stranger = JSON.parse(
      JSON.stringify(event)
        .replaceAll(intent, "pi_of_somebody_else")
        .replaceAll(event?.id ?? "", "evt_of_somebody_else")
    ) as object

    await deliverEvent(shop, stranger)
    await inboxAtRest(shop)

    const { rows } = await shop.db.query(
      "SELECT state, outcome_code FROM stripe_event WHERE id = 'evt_of_somebody_else'"
    )
    expect(rows).toEqual([
      { state: "ignored", outcome_code: "no_checkout_session" },
    ])
  })

  it("F19, F20: is as Stripe has it at last, in whichever order its events come", async () => {
    const seed = faultSeed()
    const random = seededRandom(seed)
    const endings = ["won", "lost", "won", "lost"] as const
    const payments = endings.map((close) => {
      const { payment_intent } = shop.stripe.storefront.checkout({
        kind: "priced",
        items: [cartItem(SUIT)],
        deliver: false,
      })
      const intent = payment_intent?.id ?? ""
      const events = [{}, { move: "evidence" as const }, { close }].flatMap(
        (what) => bankInSilence(shop, intent, what)
      )
      return { intent, close, events }
    })

    await inLanes(
      6,
      shuffled(
        random,
        payments.flatMap(({ events }) => [...events, ...events])
      ),
      (event) => deliverEvent(shop, event)
    )
    await inboxAtRest(shop)

    for (const { intent, close } of payments) {
      const payment = await importedPayment(shop, intent)
      expect({
        seed,
        status: payment.disputes.map(({ status }) => status),
        state: payment.state,
        open: questionsOpen(payment.issues),
      }).toEqual({
        seed,
        status: [close],
        state: close === "won" ? "imported" : "held",
        open: close === "won" ? 0 : 1,
      })
      expect(await activityOf(shop, payment)).toEqual([
        "dispute_opened",
        `dispute_${close}`,
      ])
    }
  })
})

function questionsOpen(issues: readonly { answered_at: string | null }[]) {
  return issues.filter(({ answered_at }) => answered_at === null).length
}

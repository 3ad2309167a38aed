import { buy } from "../../helpers/buy"
import { linesOf } from "../../helpers/catch-up"
import { aDayPasses, countDue, differenceOf } from "../../helpers/comparing"
import { plantPayments } from "../../helpers/plant-payments"
import { Shop } from "../../helpers/shop"
import {
  cartItem,
  fillShelves,
  importedPayment,
} from "../../helpers/storefront"
import { waitFor } from "../../helpers/wait-for"

const TIE = "KCT-BURGUNDY-TIE"
/** More than one batch, and more than two of Stripe's pages. */
const PAYMENTS = 250
/** Two batches: the first and the last of each, and the pages of what was charged meanwhile. */
const MOST_CALLS = 2 * (2 + 3)
const TIME = 400_000
/** On a machine that has other things to do as well. */
const PATIENCE_MS = 100_000

jest.setTimeout(TIME)

describe("comparing many payments with Stripe", () => {
  let shop: Shop
  let payments: string[]

  beforeAll(async () => {
    shop = await Shop.open("compare_many", { STOREFRONT_COMPARE_SECONDS: "1" })
    await fillShelves(shop, [TIE])
    const { order } = await buy(shop, {
      kind: "express",
      items: [cartItem(TIE)],
    })
    // The job is to find them all at once.
    shop.stripe.faults.set({
      rules: [{ pathPrefix: "/v1/charges", times: 100_000, kind: "503" }],
    })
    payments = await plantPayments(shop, order.id, PAYMENTS)
  })

  afterAll(async () => {
    await shop.close()
  })

  const allCompared = () =>
    waitFor(
      "every payment to be compared",
      async () => (await countDue(shop)) === 0,
      PATIENCE_MS
    )

  const charges = () =>
    shop.stripe.requests().filter(({ path }) => path === "/v1/charges")

  it("lists their charges by the hundred, and finds the one that is not equal", async () => {
    const odd = payments[123] ?? ""
    await shop.db.query(
      `UPDATE capture SET amount = 1
       FROM payment WHERE payment.id = capture.payment_id
         AND payment.data ->> 'payment_intent' = $1`,
      [odd]
    )
    shop.stripe.clearRequests()
    shop.stripe.faults.clear()

    await allCompared()

    const asked = charges().filter(({ status }) => status === 200)
    // The odd one is looked at once more, and the one that all are copies of may come by itself.
    expect(asked.length).toBeLessThanOrEqual(MOST_CALLS + 2)
    const { rows } = await shop.db.query<{ payment: string }>(
      `SELECT payment.payment FROM storefront_issue AS issue
       JOIN storefront_payment AS payment ON payment.id = issue.payment_id
       WHERE issue.kind = 'amounts_differ' AND issue.answered_at IS NULL`
    )
    expect(rows).toEqual([{ payment: odd }])
    expect(differenceOf(await importedPayment(shop, odd))).toBeDefined()
    // Each batch is told of, with all that the run has come to.
    await waitFor("the last batch to be logged", () =>
      /compared with Stripe .* equal=(249|250) differing=1 failed=0/.test(
        shop.output()
      )
    )
    const told = linesOf(shop, "compared with Stripe due=")
    expect(told.length).toBeGreaterThanOrEqual(2)
  })

  it("killed in the middle goes on with those that were compared longest ago", async () => {
    // The first batch takes its calls; the second hangs in its first.
    await aDayPasses(shop)
    shop.stripe.faults.set({
      rules: [
        { pathPrefix: "/v1/charges", times: 6, kind: "slow", delay_ms: 100 },
        { pathPrefix: "/v1/charges", times: 100, kind: "timeout" },
      ],
    })
    await waitFor(
      "one batch to be compared",
      async () => {
        const due = await countDue(shop)
        return due > 0 && due < PAYMENTS
      },
      PATIENCE_MS
    )
    const before = await compareTimes()

    await shop.kill()
    shop.stripe.faults.clear()
    await shop.restart()
    await allCompared()

    const after = await compareTimes()
    const done = [...before].filter(([, at]) => isRecent(at))
    expect(done.length).toBeGreaterThan(0)
    expect(done.map(([id]) => [id, after.get(id)])).toEqual(done)
  })

  it("is never done by two processes at once", async () => {
    await shop.stop()
    const holder = await shop.db.connect()
    try {
      await holder.query(
        "SELECT pg_advisory_lock(hashtext('compare-payments'))"
      )
      await aDayPasses(shop)
      shop.stripe.clearRequests()
      await shop.restart()
      await waitFor(
        "two runs to have found another one under way",
        () => linesOf(shop, "another run is under way").length >= 2
      )
      expect(charges()).toEqual([])
      expect(await countDue(shop)).toBe(PAYMENTS + 1)
    } finally {
      await holder.query("SELECT pg_advisory_unlock_all()")
      holder.release()
    }
    await allCompared()
  })

  async function compareTimes(): Promise<Map<string, string>> {
    const { rows } = await shop.db.query<{ id: string; at: string }>(
      "SELECT id, compared_at::text AS at FROM storefront_payment WHERE compared_at IS NOT NULL"
    )
    return new Map(rows.map(({ id, at }) => [id, at]))
  }
})

function isRecent(time: string): boolean {
  return Date.now() - Date.parse(time) < 60 * 60 * 1000
}

import { reportPayment } from "../../../scripts/supabase/functions/medusa-orders/report-payment.ts"
import { sendAgain } from "../../../scripts/supabase/functions/medusa-orders/send-again.ts"
import type { ReportingFunction } from "../../helpers/reporting-function"
import {
  MADE,
  ScriptedMedusa,
  paidSession,
} from "../../helpers/scripted-medusa"

/** What becomes of payments that Medusa cannot be told of. */
describe("the function that tells Medusa of payments, when something is out", () => {
  let medusa: ScriptedMedusa
  let shop: ReportingFunction

  beforeEach(async () => {
    medusa = await ScriptedMedusa.open()
    shop = medusa.shop
  })

  afterEach(async () => {
    await medusa.close()
  })

  it.each([401, 403, 404])(
    "waits after %i until the key or the address is mended, and goes through then by itself",
    async (status) => {
      medusa.answers = [{ status }]
      expect(
        await reportPayment(shop.reporter, paidSession("1"))
      ).toMatchObject({
        outcome: "kept",
      })
      expect(medusa.requests).toHaveLength(1)
      medusa.answers = [MADE]
      await shop.letTimePass()
      expect(await sendAgain(shop.reporter)).toMatchObject({ done: 1 })
    }
  )

  it("keeps everything while Medusa is out for days, stops each run at the first failure, and sends all when it is back", async () => {
    medusa.answers = [null]
    for (const name of ["1", "2", "3"]) {
      expect(
        await reportPayment(shop.reporter, paidSession(name))
      ).toMatchObject({
        outcome: "kept",
      })
    }
    for (let day = 0; day < 5; day += 1) {
      await shop.letTimePass()
      medusa.requests.length = 0
      expect(await sendAgain(shop.reporter)).toMatchObject({
        done: 0,
        kept: 3,
        isOut: true,
      })
      expect(medusa.requests).toHaveLength(1)
    }
    medusa.answers = [MADE]
    await shop.letTimePass()
    const [one, other] = await Promise.all([
      sendAgain(shop.reporter),
      sendAgain(shop.reporter),
    ])
    expect(one.done + other.done).toBe(3)
    expect((await shop.calls()).map(({ state }) => state)).toEqual(
      Array(3).fill("done")
    )
    expect(await sendAgain(shop.reporter)).toMatchObject({ done: 0 })
  })

  it("goes past a payment that alone makes Medusa fail", async () => {
    medusa.answers = [{ status: 500 }]
    await reportPayment(shop.reporter, paidSession("1"))
    await reportPayment(shop.reporter, paidSession("2"))
    await shop.letTimePass()
    medusa.answers = [{ status: 500 }, MADE]
    expect(await sendAgain(shop.reporter)).toMatchObject({ done: 1, kept: 1 })
  })

  it("loses nothing where it is killed between the call and the mark", async () => {
    const { reporter } = shop
    const settle = () => Promise.reject(new Error("killed"))
    const killed = {
      ...reporter,
      deadLetters: { ...reporter.deadLetters, settle },
    }
    await reportPayment(killed, paidSession("1"))
    expect(await sendAgain(reporter)).toMatchObject({ done: 0 })
    await shop.letTimePass()
    expect(await sendAgain(reporter)).toMatchObject({ done: 1 })
    const keys = medusa.requests.map(
      ({ headers }) => headers["idempotency-key"]
    )
    expect(new Set(keys).size).toBe(1)
    expect(keys).toHaveLength(2)
  })

  it("lets a late finisher change nothing of what another has taken since", async () => {
    const { deadLetters } = shop.reporter
    await deadLetters.put("pi_1", {})
    await shop.letTimePass()
    const [taken] = await deadLetters.take(1)
    expect(taken).toMatchObject({ payment: "pi_1", tries: 2 })
    await deadLetters.settle(
      { payment: "pi_1", tries: 1 },
      { outcome: "refused", status: 409, error: null, waitSeconds: 0 }
    )
    expect(await shop.calls()).toMatchObject([{ state: "waiting", tries: 2 }])
  })

  it("calls Medusa all the same where the table is out, and fails where that fails too", async () => {
    await shop.supabase.close()
    expect(await reportPayment(shop.reporter, paidSession("1"))).toMatchObject({
      outcome: "done",
    })
    medusa.answers = [null]
    await expect(
      reportPayment(shop.reporter, paidSession("2"))
    ).rejects.toThrow("pi_2")
  })

  it("gives a Medusa up that never answers", async () => {
    shop.reporter.medusa.timeoutMs = 50
    medusa.onCall = () => new Promise(() => undefined)
    expect(await reportPayment(shop.reporter, paidSession("1"))).toMatchObject({
      outcome: "kept",
    })
    expect(await shop.calls()).toMatchObject([
      { last_error: expect.stringContaining("TimeoutError") },
    ])
  })

  it("does not follow a redirect with the key", async () => {
    medusa.answers = [
      { status: 307, headers: { location: `${medusa.url}/elsewhere` } },
    ]
    await reportPayment(shop.reporter, paidSession("1"))
    expect(medusa.requests).toHaveLength(1)
  })

  it("prints nothing of the customer and no secret", async () => {
    medusa.answers = [{ status: 500 }]
    await reportPayment(shop.reporter, paidSession("1"))
    expect(shop.logged.length).toBeGreaterThan(0)
    expect(JSON.stringify(shop.logged)).not.toMatch(
      /jane|sk_storefront|a-secret/
    )
  })
})

import type {
  StorefrontCallJobListResponse,
  StorefrontCallRetryResponse,
} from "../../../src/types/storefront-calls"
import { CallingShop, bodyOf } from "../../helpers/calling-shop"
import { importedPayment } from "../../helpers/storefront"
import { waitFor } from "../../helpers/wait-for"

describe("calls of the storefront, as staff see them", () => {
  let calling: CallingShop

  beforeAll(async () => {
    calling = await CallingShop.open("calls_staff")
  })

  afterAll(async () => {
    await calling.close()
  })

  const list = (query = "") =>
    calling.shop.admin<StorefrontCallJobListResponse>(
      `/admin/storefront/calls${query}`
    )

  it("shows who called, and nothing of the customer", async () => {
    const paid = calling.pay()
    await calling.callUntilMade({ ...bodyOf(paid), email: "jane@example.com" })
    // It is answered as soon as its order is there, and put away after that.
    const shown = await waitFor("the call to be done", async () => {
      const shown = await list(`?payment=${paid.payment}`)
      return shown.calls[0]?.state === "done" && shown
    })
    expect(shown).toMatchObject({
      count: 1,
      calls: [{ state: "done", called_by: { type: "api_key" } }],
    })
    expect(JSON.stringify(shown)).not.toContain("jane@example.com")
  })

  it("F69: sends off once what was given up, however often it is clicked", async () => {
    const paid = calling.pay()
    await calling.shop.db.query(
      `INSERT INTO storefront_call
         (id, payment, called_by_type, told, state, run_at, finished_at, outcome_code)
       VALUES ('scall_dead', $1, 'system', '{"items":[],"email":null,"shipping_address":null}',
               'dead', now(), now(), 'unexpected_error')`,
      [paid.payment]
    )
    const { warnings } = await calling.shop.admin<{ warnings: string[] }>(
      "/admin/storefront/status"
    )
    expect(warnings.join()).toContain(
      "given up, most often with unexpected_error"
    )

    const clicks = await Promise.all(
      [1, 2].map(() =>
        calling.shop.admin<StorefrontCallRetryResponse>(
          "/admin/storefront/calls/scall_dead/retry",
          { method: "POST", body: {} }
        )
      )
    )

    expect(clicks.some(({ retried }) => retried)).toBe(true)
    await importedPayment(calling.shop, paid.payment, 60_000)
    expect((await list("?state=dead")).calls).toEqual([])
  })

  it("says 404 to who retries what is not there", async () => {
    await expect(
      calling.shop.admin("/admin/storefront/calls/scall_none/retry", {
        method: "POST",
        body: {},
      })
    ).rejects.toThrow("answered 404")
  })
})

import type { StorefrontStatusResponse } from "../../../src/types/storefront-status"
import { bareEvent } from "../../helpers/bare-event"
import { postEvent } from "../../helpers/post-event"
import { Shop } from "../../helpers/shop"
import { waitFor } from "../../helpers/wait-for"

const OLD_SECRET = "whsec_integration"
const NEW_SECRET = "whsec_new"
const OTHER_SECRET = "whsec_other"

/** While an endpoint's secret is changed Stripe signs with the old one and with the new one. */
describe("an endpoint with two secrets", () => {
  let shop: Shop

  beforeAll(async () => {
    shop = await Shop.open("secrets_and_modes", {
      STRIPE_WEBHOOK_SECRET: `${OLD_SECRET},${NEW_SECRET}`,
    })
  })

  afterAll(async () => {
    await shop.close()
  })

  it.each([
    ["the old one", OLD_SECRET],
    ["the new one", NEW_SECRET],
  ])("F10: keeps what is signed with %s", async (_, secret) => {
    const id = `evt_of_${secret}`

    const answer = await postEvent(shop, bareEvent(id), secret)

    expect(answer.status).toBe(200)
    expect(await isStored(id)).toBe(true)
  })

  it("F10: refuses what is signed with a third, and staff see how often", async () => {
    const id = `evt_of_${OTHER_SECRET}`

    const answer = await postEvent(shop, bareEvent(id), OTHER_SECRET)

    expect(answer.status).toBe(400)
    expect(await isStored(id)).toBe(false)
    await refusalSeen("signature_invalid", 1)
  })

  it("F14: refuses a live event with a test key, well signed as it is, and staff see it", async () => {
    const id = "evt_live"
    const event = bareEvent(id, { livemode: true })

    const answers = [
      await postEvent(shop, event, OLD_SECRET),
      await postEvent(shop, event, NEW_SECRET),
    ]

    expect(answers.map(({ status }) => status)).toEqual([400, 400])
    expect(await isStored(id)).toBe(false)
    await refusalSeen("mode_mismatch", 2)
  })

  it("F14: refuses a test event with a live key, and takes a live one", async () => {
    await shop.stop()
    await shop.restart({ STRIPE_API_KEY: "sk_live_integration" })

    const test = await postEvent(shop, bareEvent("evt_test"), OLD_SECRET)
    const live = await postEvent(
      shop,
      bareEvent("evt_live", { livemode: true }),
      OLD_SECRET
    )

    expect([test.status, live.status]).toEqual([400, 200])
    expect(await isStored("evt_test")).toBe(false)
    expect(await isStored("evt_live")).toBe(true)
    await refusalSeen("mode_mismatch", 3)
  })

  async function isStored(id: string): Promise<boolean> {
    const { rowCount } = await shop.db.query(
      "SELECT 1 FROM stripe_event WHERE id = $1",
      [id]
    )
    return rowCount === 1
  }

  /** Refusals are counted together and written a moment later. */
  async function refusalSeen(code: string, count: number): Promise<void> {
    await waitFor(`${count} times ${code} to be seen`, async () => {
      const { refused_deliveries } = await shop.admin<StorefrontStatusResponse>(
        "/admin/storefront/status"
      )
      return refused_deliveries.some(
        (refused) => refused.code === code && refused.count === count
      )
    })
  }
})

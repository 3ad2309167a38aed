import type {
  StorefrontApiKeyListResponse,
  StorefrontApiKeyResponse,
} from "../../../src/types/storefront-api-keys"
import type { StorefrontEventDetailResponse } from "../../../src/types/storefront-events"
import type { StorefrontItemMappingListResponse } from "../../../src/types/storefront-issues"
import { posted } from "../../helpers/answer-of"
import { buy } from "../../helpers/buy"
import { CallingShop, SUIT, TIE, bodyOf } from "../../helpers/calling-shop"
import { HOSTILE } from "../../helpers/hostile-texts"
import { readOrder } from "../../helpers/order"
import {
  activityOf,
  ask,
  questionsOf,
  readQuestion,
  resolve,
  unknownItem,
  variantOf,
} from "../../helpers/questions"
import { refundInAdmin } from "../../helpers/refunds"
import type { Shop } from "../../helpers/shop"
import { cartItem, importedPayment } from "../../helpers/storefront"
import { storeEvents } from "../../helpers/stored-events"
import { waitFor } from "../../helpers/wait-for"

const nth = (text: (typeof HOSTILE)[number]) => HOSTILE.indexOf(text)

/** Each text that a route of ours writes down, or one of Medusa's that ours shows, read where it is shown. */
describe("F66: what staff and the storefront write", () => {
  let calling: CallingShop
  let shop: Shop

  beforeAll(async () => {
    calling = await CallingShop.open("kept_texts")
    shop = calling.shop
  })

  afterAll(async () => {
    await calling.close()
  })

  it.each(HOSTILE)(
    "F66: %j, why an event is ignored, is kept",
    async (text) => {
      const id = `evt_hostile_${nth(text)}`
      await storeEvents(shop.db, [{ id, state: "dead" }])
      const path = `/admin/storefront/events/${id}`
      const { status } = await posted(shop, `${path}/ignore`, { reason: text })
      expect(status).toBe(200)
      const { event } = await shop.admin<StorefrontEventDetailResponse>(path)
      expect(event.outcome_message).toBe(text)
    }
  )

  it.each(HOSTILE)("F66: %j, a note on a question, is kept", async (text) => {
    const { issue, payment } = await ask(shop, {
      kind: "ad_hoc",
      items: [unknownItem(`noted-${nth(text)}`)],
    })
    await resolve(shop, issue.id, { answer: "handled", note: text })
    expect((await readQuestion(shop, issue.id)).answer).toMatchObject({
      note: text,
    })
    const { activity } = await activityOf(
      shop,
      `payment=${payment.payment}&kind=issue_answered`
    )
    expect(activity[0]?.details.note).toBe(text)
  })

  it.each(HOSTILE)("F66: %j, in an address, is kept", async (text) => {
    const { issue, order } = await ask(shop, {
      kind: "ad_hoc",
      items: [cartItem(TIE)],
      customer: { address: null, name: "Ann Lee" },
    })
    const address = {
      company: text,
      address_1: text,
      address_2: text,
      city: text,
      province: text,
      postal_code: text,
      phone: text,
    }
    const { status } = await resolve(shop, issue.id, {
      answer: "complete_address",
      address: { ...address, name: `${text} Lee`, country_code: "us" },
    })
    expect(status).toBe(200)
    const { shipping_address: kept } = await readOrder(shop, order.id)
    expect(kept).toMatchObject(address)
    // A name is divided into a first and a last one at its blanks, of whatever kind.
    expect(`${kept?.first_name} ${kept?.last_name}`.split(/\s+/)).toEqual(
      `${text} Lee`.split(/\s+/)
    )
  })

  it.each(HOSTILE)(
    "F66: %j, an item that is remembered, is kept",
    async (text) => {
      const { issue } = await ask(shop, {
        kind: "ad_hoc",
        items: [
          unknownItem(`kept-${nth(text)}`, {
            name: text,
            size: null,
            color: undefined,
          }),
        ],
      })
      const { id } = await variantOf(shop, TIE)
      await resolve(shop, issue.id, {
        answer: "choose_variant",
        variant_id: id,
        remember: true,
      })
      const { item_mappings: kept } =
        await shop.admin<StorefrontItemMappingListResponse>(
          `/admin/storefront/item-mappings?variant_id=${id}`
        )
      expect(kept.map(({ item }) => item.name)).toContainEqual(
        expect.stringContaining(text)
      )
    }
  )

  it.each(HOSTILE)(
    "F66: %j, in a call of the storefront, is kept",
    async (text) => {
      const paid = calling.pay({
        items: [{ ...cartItem(SUIT), size: null }],
        order_details: "missing",
        customer: { name: null, phone: null, address: null },
      })
      const place = { address_1: text, city: text, company: text, phone: text }
      await calling.call({
        ...bodyOf(paid, {
          items: [{ name: text, sku: text, color: text, quantity: 1 }],
        }),
        shipping_address: place,
      })
      const payment = await importedPayment(shop, paid.payment, 60_000)
      const issue = await waitFor("the question about the line", async () =>
        (await questionsOf(shop, paid.payment)).find(({ kind }) =>
          kind.startsWith("line_")
        )
      )
      expect(issue.details.hint).toMatchObject({
        productName: text,
        sku: text,
        color: text,
      })
      const order = await readOrder(shop, payment.order_id ?? "")
      expect(order.shipping_address).toMatchObject(place)
    }
  )

  it.each(HOSTILE)("F66: %j, a key's title, is kept", async (text) => {
    const { api_key: made } = await shop.admin<StorefrontApiKeyResponse>(
      "/admin/api-keys",
      { method: "POST", body: { title: text, type: "secret" } }
    )
    const path = "/admin/storefront/api-keys"
    const { api_key } = await shop.admin<StorefrontApiKeyResponse>(
      `${path}/${made.id}`
    )
    const { api_keys } = await shop.admin<StorefrontApiKeyListResponse>(path)
    expect([api_key.title, api_keys.map(({ title }) => title)]).toEqual([
      text,
      expect.arrayContaining([text]),
    ])
  })

  it.each(HOSTILE)("F66: %j, a refund's note, is kept", async (text) => {
    const { order } = await buy(shop, {
      kind: "ad_hoc",
      items: [cartItem(TIE)],
    })
    const [payment] = order.payment_collections[0]?.payments ?? []
    await refundInAdmin(shop, { id: payment?.id ?? "" }, 1, { note: text })
    const after = await readOrder(shop, order.id)
    const [refunded] = after.payment_collections[0]?.payments ?? []
    expect(refunded?.refunds?.map(({ note }) => note)).toEqual([text])
  })
})

import type { AdminOrder } from "@medusajs/framework/types"
import { type Purchase, buy, minor } from "../../helpers/buy"
import { readOrder, readReservations } from "../../helpers/order"
import { Shop } from "../../helpers/shop"
import { Staff, piecesOf } from "../../helpers/staff"
import { refundsAsked, stockOf, variantIdOf } from "../../helpers/stock"
import { cartItem, fillShelves } from "../../helpers/storefront"
import { levelsThatDisagree } from "../../helpers/whole-orders"

const SUIT = "KCT-BURGUNDY-38R-2P"
const OTHER_SIZE = "KCT-BURGUNDY-40R-2P"
const THREE_PIECES = "KCT-BURGUNDY-40R-3P"
const SHIRT = "KCT-WHITE-SHIRT-16.5-34-35"
const SCARCE = "KCT-BLACK-36S-2P"
const SHELF = 1000

/** Exchanges, claims and edits; and orders that the import left a question on. */
describe("an imported order is changed", () => {
  let shop: Shop
  let staff: Staff

  beforeAll(async () => {
    shop = await Shop.open("native_changes")
    staff = new Staff(shop)
  })

  beforeEach(async () => {
    await fillShelves(shop, [SUIT, OTHER_SIZE, THREE_PIECES, SHIRT])
    shop.stripe.clearRequests()
  })

  afterEach(async () => {
    expect(await levelsThatDisagree(shop)).toEqual([])
    expect(refundsAsked(shop)).toBe(0)
  })

  afterAll(async () => {
    await shop.close()
  })

  const purchase = (): Promise<Purchase> =>
    buy(shop, {
      kind: "priced",
      items: [cartItem(SUIT, 2), cartItem(SHIRT)],
      shipping: "express",
    })

  async function sent(): Promise<AdminOrder> {
    const { order } = await purchase()
    const all = piecesOf(order)
    const fulfillment = await staff.fulfill(order, all)
    await staff.ship(order, fulfillment, all, "1Z999")
    await staff.deliver(order, fulfillment)
    return readOrder(shop, order.id)
  }

  /** What was paid for one suit: as dear is what is sent in its place. */
  const paidForOne = (order: AdminOrder): number =>
    minor(order.items.find((item) => item.variant_sku === SUIT)?.total) / 200

  it("for another size, even", async () => {
    const order = await sent()
    const back = piecesOf(order, SUIT, 1)
    const before = await stockOf(shop, OTHER_SIZE)

    const returned = await staff.exchange(order, back, [
      {
        variant_id: await variantIdOf(shop, OTHER_SIZE),
        quantity: 1,
        unit_price: paidForOne(order),
      },
    ])
    expect(await stockOf(shop, OTHER_SIZE)).toEqual({
      ...before,
      reserved: before.reserved + 1,
    })
    await staff.receiveReturn(returned, back)
    const changed = await readOrder(shop, order.id)
    await staff.fulfill(changed, piecesOf(changed, OTHER_SIZE))

    const after = await readOrder(shop, order.id)
    expect(after.summary.pending_difference).toBe(0)
    expect(minor(after.total)).toBe(minor(order.total))
    expect(await stockOf(shop, SUIT)).toMatchObject({ stocked: SHELF - 1 })
    expect(await stockOf(shop, OTHER_SIZE)).toEqual({
      stocked: before.stocked - 1,
      reserved: before.reserved,
    })
  })

  it("for something dearer: the difference is what is still to be paid", async () => {
    const order = await sent()
    const dearer = paidForOne(order) + 30

    await staff.exchange(order, piecesOf(order, SUIT, 1), [
      {
        variant_id: await variantIdOf(shop, THREE_PIECES),
        quantity: 1,
        unit_price: dearer,
      },
    ])

    const after = await readOrder(shop, order.id)
    expect(minor(after.summary.pending_difference)).toBe(3_000)
    expect(after.payment_status).toBe("partially_captured")
    const due = after.payment_collections.find(
      ({ status }) => status === "not_paid"
    )
    expect(minor(due?.amount)).toBe(3_000)
    expect(await stockOf(shop, THREE_PIECES)).toMatchObject({ reserved: 1 })
  })

  it("by a claim: what arrived broken is sent again", async () => {
    const order = await sent()
    const before = await stockOf(shop, SUIT)

    await staff.replace(order, piecesOf(order, SUIT, 1), [
      {
        variant_id: await variantIdOf(shop, SUIT),
        quantity: 1,
        unit_price: 0,
      },
    ])

    const after = await readOrder(shop, order.id)
    expect(after.summary.pending_difference).toBe(0)
    expect(await stockOf(shop, SUIT)).toEqual({
      ...before,
      reserved: before.reserved + 1,
    })
  })

  it("by an edit: one more of something, and one less of another", async () => {
    const { order } = await purchase()
    const before = await stockOf(shop, SHIRT)

    await staff.edit(order, {
      add: [{ variant_id: await variantIdOf(shop, SHIRT), quantity: 1 }],
      set: piecesOf(order, SUIT, 1),
    })

    const after = await readOrder(shop, order.id)
    const quantities = (await readReservations(shop, after)).map(
      ({ quantity }) => quantity
    )
    expect(quantities).toEqual([1, 1, 1])
    expect(await stockOf(shop, SHIRT)).toEqual({
      ...before,
      reserved: before.reserved + 1,
    })
    expect(minor(-after.summary.pending_difference)).toBe(
      minor(order.total) - minor(after.total)
    )
  })

  it("with a line that nobody knows: sent and taken back all the same", async () => {
    const coat = {
      legacy_product_id: "made-to-measure",
      name: "Made-to-measure coat",
      size: "44L",
      unit_amount: 49_999,
    }
    const { order } = await buy(shop, {
      kind: "ad_hoc",
      items: [cartItem(SHIRT), coat],
    })
    const all = piecesOf(order)

    const fulfillment = await staff.fulfill(order, all)
    await staff.ship(order, fulfillment, all, "1Z003")
    await staff.deliver(order, fulfillment)
    expect(await stockOf(shop, SHIRT)).toMatchObject({ stocked: SHELF - 1 })
    await staff.receiveReturn(await staff.requestReturn(order, all), all)

    const after = await readOrder(shop, order.id)
    expect(minor(-after.summary.pending_difference)).toBe(minor(order.total))
    expect(await stockOf(shop, SHIRT)).toMatchObject({ stocked: SHELF })
  })

  it("that sold more than there was: sent in part now, the rest once it is there", async () => {
    const { stocked } = await stockOf(shop, SCARCE)
    const { order } = await buy(shop, {
      kind: "priced",
      items: [cartItem(SCARCE, stocked + 2)],
    })

    await staff.fulfill(order, piecesOf(order, SCARCE, stocked))
    expect(await stockOf(shop, SCARCE)).toEqual({ stocked: 0, reserved: 2 })
    await fillShelves(shop, [SCARCE])
    await staff.fulfill(order, piecesOf(order, SCARCE, 2))

    const after = await readOrder(shop, order.id)
    expect(after.fulfillment_status).toBe("fulfilled")
    expect(await stockOf(shop, SCARCE)).toEqual({
      stocked: SHELF - 2,
      reserved: 0,
    })
  })
})

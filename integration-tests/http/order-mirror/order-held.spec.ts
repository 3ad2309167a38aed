import type {
  StorefrontOrderStatus,
  StorefrontOrderStatusListResponse,
} from "../../../src/types/storefront-order-status"
import { type Purchase, buy } from "../../helpers/buy"
import {
  legacyOrderSays,
  mirroredAs,
  mirroredOrder,
  putLegacyOrderOf,
} from "../../helpers/legacy-orders"
import { activityOf } from "../../helpers/refunds"
import { Shop } from "../../helpers/shop"
import { Staff, piecesOf } from "../../helpers/staff"
import { cartItem, fillShelves } from "../../helpers/storefront"
import { waitFor } from "../../helpers/wait-for"

const TIE = "KCT-BURGUNDY-TIE"
const LIST = "/admin/storefront/order-status"

describe("an order that the legacy store was not told of", () => {
  let shop: Shop
  let staff: Staff

  beforeAll(async () => {
    shop = await Shop.open("order_held")
    staff = new Staff(shop)
    await fillShelves(shop, [TIE])
  })

  afterAll(async () => {
    await shop.close()
  })

  const bought = (): Promise<Purchase> =>
    buy(shop, { kind: "priced", items: [cartItem(TIE)] })

  const send = (purchase: Purchase) =>
    staff.fulfill(purchase.order, piecesOf(purchase.order))

  async function listed(query: string): Promise<StorefrontOrderStatus[]> {
    const { order_status } =
      await shop.admin<StorefrontOrderStatusListResponse>(`${LIST}?${query}`)
    return order_status
  }

  async function oneOf(purchase: Purchase): Promise<StorefrontOrderStatus> {
    const [order] = await listed(`order_id=${purchase.order.id}`)
    if (!order) {
      throw new Error(`Nothing is known of ${purchase.order.id}`)
    }
    return order
  }

  /** Waits until it is tried in vain, or was given up, for this reason. */
  const heldFor = (
    purchase: Purchase,
    outcome_code: string
  ): Promise<StorefrontOrderStatus> =>
    waitFor(`${purchase.order.id} to be held for ${outcome_code}`, async () => {
      const order = await oneOf(purchase)
      // It may just be tried once more.
      const isTried = order.state === "running"
      return (
        order.held && order.outcome_code === outcome_code && !isTried && order
      )
    })

  const push = (purchase: Purchase) =>
    shop.admin<{ order_status: StorefrontOrderStatus }>(
      `${LIST}/${purchase.order.id}/push`,
      { method: "POST", body: {} }
    )

  const pushHeld = (body: object = { held: true }) =>
    shop.admin<{ queued: number }>(`${LIST}/push`, { method: "POST", body })

  it("is told of a moment later, once the storefront's own webhook has written its row", async () => {
    const purchase = await bought()
    const waiting = await heldFor(purchase, "legacy_order_not_found")
    expect(waiting).toMatchObject({
      state: "pending",
      pushed_status: null,
      unknown_reported_at: null,
    })
    await putLegacyOrderOf(shop, purchase)
    await legacyOrderSays(shop, purchase, { medusa_status: "paid" })
    await mirroredAs(shop, purchase.order.id, "done")
    expect(await oneOf(purchase)).toMatchObject({
      held: false,
      pushed_status: "paid",
      outcome_code: null,
    })
    expect(await activityOf(shop, purchase.order.id)).not.toContain(
      "legacy_order_unknown"
    )
  })

  it("is reported once where nobody writes its row, tried once more with each change, and told of at last", async () => {
    const purchase = await bought()
    const { id } = purchase.order
    await heldFor(purchase, "legacy_order_not_found")
    await shop.db.query(
      "UPDATE storefront_payment SET imported_at = now() - interval '61 minutes' WHERE order_id = $1",
      [id]
    )
    const reported = await mirroredAs(shop, id, "dead")
    expect(reported).toMatchObject({
      outcome_code: "legacy_order_not_found",
      unknown_reported_at: expect.any(Date) as Date,
    })
    const reports = async () => ({
      activity: (await activityOf(shop, id)).filter(
        (kind) => kind === "legacy_order_unknown"
      ).length,
      lines: shop
        .output()
        .split("\n")
        .filter((line) => line.includes("knows no row of") && line.includes(id))
        .length,
    })
    expect(await reports()).toEqual({ activity: 1, lines: 1 })

    await send(purchase)
    await waitFor("the change to be tried", async () => {
      const order = await mirroredOrder(shop, id)
      return (
        order?.state === "dead" &&
        order.total_attempts > reported.total_attempts
      )
    })
    expect(await reports()).toEqual({ activity: 1, lines: 1 })
    expect(await listed(`held=true&state=dead&order_id=${id}`)).toHaveLength(1)

    await putLegacyOrderOf(shop, purchase)
    const { order_status } = await push(purchase)
    expect(order_status.order_id).toBe(id)
    await legacyOrderSays(shop, purchase, { medusa_status: "fulfilled" })
  })

  it("F54: is held where row-level security filters its row, and flows once staff push what is held", async () => {
    const purchase = await bought()
    await putLegacyOrderOf(shop, purchase)
    await legacyOrderSays(shop, purchase, { medusa_status: "paid" })
    await shop.legacy.query(
      "CREATE POLICY hide ON orders AS RESTRICTIVE FOR UPDATE TO medusa_sync USING (false)"
    )
    await send(purchase)
    expect(await heldFor(purchase, "legacy_row_refused")).toMatchObject({
      state: "pending",
      pushed_status: "paid",
    })
    await shop.legacy.query("DROP POLICY hide ON orders")
    const { queued } = await pushHeld()
    expect(queued).toBeGreaterThanOrEqual(1)
    await legacyOrderSays(shop, purchase, { medusa_status: "fulfilled" })
  })

  it.each([
    [
      "F53: a column is missing",
      "ALTER TABLE orders RENAME COLUMN medusa_status TO away",
      "ALTER TABLE orders RENAME COLUMN away TO medusa_status",
      "legacy_store_42703",
    ],
    [
      "F54: the permission was taken away",
      "REVOKE UPDATE (medusa_status) ON orders FROM medusa_sync",
      "GRANT UPDATE (medusa_status) ON orders TO medusa_sync",
      "legacy_store_42501",
    ],
    [
      "the table is gone that was there before",
      "ALTER TABLE orders RENAME TO purchases",
      "ALTER TABLE purchases RENAME TO orders",
      "legacy_store_42P01",
    ],
  ])(
    "is held with the cause where %s, and flows by itself once that is mended",
    async (_, spoil, mend, code) => {
      const purchase = await bought()
      await putLegacyOrderOf(shop, purchase)
      await legacyOrderSays(shop, purchase, { medusa_status: "paid" })
      await mirroredAs(shop, purchase.order.id, "done")
      await shop.legacy.query(spoil)
      try {
        await send(purchase)
        await heldFor(purchase, code)
      } finally {
        await shop.legacy.query(mend)
      }
      await legacyOrderSays(
        shop,
        purchase,
        { medusa_status: "fulfilled" },
        30_000
      )
    }
  )

  it("F53: is given up alone where the shop's own trigger refuses it, and the rest flows", async () => {
    const [bad, good] = [await bought(), await bought()]
    for (const purchase of [bad, good]) {
      await putLegacyOrderOf(shop, purchase)
      await legacyOrderSays(shop, purchase, { medusa_status: "paid" })
    }
    await shop.legacy.query(
      `ALTER TABLE orders ADD CONSTRAINT no_more CHECK (medusa_order_id <> '${bad.order.id}') NOT VALID`
    )
    // In one statement, so that both are in one batch.
    await shop.db.query(
      "UPDATE order_item SET fulfilled_quantity = quantity WHERE order_id = ANY($1)",
      [[bad.order.id, good.order.id]]
    )
    expect(await mirroredAs(shop, bad.order.id, "dead")).toMatchObject({
      outcome_code: "legacy_store_23514",
    })
    await mirroredAs(shop, good.order.id, "done")
    await shop.legacy.query("ALTER TABLE orders DROP CONSTRAINT no_more")
    await push(bad)
    await mirroredAs(shop, bad.order.id, "done")
  })

  it("is found in lists by state, by whether it is held, and page by page", async () => {
    const all = await shop.admin<StorefrontOrderStatusListResponse>(
      `${LIST}?order=created_at&limit=200`
    )
    expect(all.count).toBe(all.order_status.length)
    const ids = all.order_status.map(({ order_id }) => order_id)
    const [second] = await listed("order=created_at&offset=1&limit=1")
    expect(second?.order_id).toBe(ids[1])
    expect(await listed("limit=1")).toMatchObject([{ order_id: ids.at(-1) }])
    expect(await listed("held=true")).toEqual([])
    expect(await listed("held=false&limit=200")).toHaveLength(all.count)
    expect(await listed("state=done&limit=200")).toHaveLength(all.count)
    expect(await listed("state=dead,pending")).toEqual([])
  })

  it.each([
    ["GET", `${LIST}?limit=201`, undefined, 400],
    ["GET", `${LIST}?state=lost`, undefined, 400],
    ["GET", `${LIST}?nonsense=1`, undefined, 400],
    ["POST", `${LIST}/push`, {}, 400],
    ["POST", `${LIST}/push`, { held: false }, 400],
    ["POST", `${LIST}/order_of_nobody/push`, {}, 404],
    ["POST", `${LIST}/order_of_nobody/push`, { held: true }, 400],
  ])(
    "is no answer to %s %s with %j: %i",
    async (method, path, body, status) => {
      await expect(shop.admin(path, { method, body })).rejects.toThrow(
        `answered ${status}`
      )
    }
  )
})

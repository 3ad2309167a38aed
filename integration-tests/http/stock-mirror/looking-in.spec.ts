import type {
  StorefrontStockItemDetailResponse,
  StorefrontStockItemListResponse,
  StorefrontStockPushResponse,
  StorefrontStockStatusResponse,
} from "../../../src/types/storefront-stock"
import { answerOf } from "../../helpers/answer-of"
import { idsOf, legacyShows, mirrorAtRest } from "../../helpers/mirror"
import { Shop } from "../../helpers/shop"
import { fillShelves } from "../../helpers/storefront"
import { waitFor } from "../../helpers/wait-for"

const SUIT = "KCT-BURGUNDY-38R-2P"
const TIE = "KCT-BURGUNDY-TIE"
const ROOT = "/admin/storefront/stock"

describe("looking into the mirror", () => {
  let shop: Shop
  let suit: Awaited<ReturnType<typeof idsOf>>

  const status = () => shop.admin<StorefrontStockStatusResponse>(ROOT)
  const list = (query: string) =>
    shop.admin<StorefrontStockItemListResponse>(`${ROOT}/items?${query}`)
  const read = async (name: string) =>
    (
      await shop.admin<StorefrontStockItemDetailResponse>(
        `${ROOT}/items/${name}`
      )
    ).item
  const push = (body: object) =>
    shop.admin<StorefrontStockPushResponse>(`${ROOT}/push`, {
      method: "POST",
      body,
    })

  beforeAll(async () => {
    shop = await Shop.open("looking_in")
    suit = await idsOf(shop, SUIT)
    await fillShelves(shop, [SUIT, TIE])
    await legacyShows(shop, SUIT, 1_000)
    await mirrorAtRest(shop)
  })
  afterAll(async () => {
    await shop.close()
  })

  it("tells how it stands", async () => {
    expect(await status()).toMatchObject({
      configured: true,
      captured: true,
      changes_waiting: 0,
      items: { pending: 0, running: 0, failing: { count: 0 } },
      last_pushed_at: expect.any(String),
      lateness_ms: { p50: expect.any(Number), p99: expect.any(Number) },
      orders: { held: 0 },
    })
  })

  it("warns of triggers that are switched off, and of what is held", async () => {
    await shop.db.query(
      "ALTER TABLE store DISABLE TRIGGER stock_capture_update"
    )
    await shop.db.query(
      `UPDATE stock_item SET state = 'dead', outcome_code = 'legacy_row_not_found', finished_at = now()
       WHERE id = $1`,
      [suit.variant]
    )
    const { captured, items, warnings } = await status()
    expect(captured).toBe(false)
    expect(items.held.count).toBeGreaterThan(0)
    expect(warnings).toEqual(
      expect.arrayContaining([
        expect.stringContaining("go unseen"),
        expect.stringContaining("held"),
      ])
    )
    await shop.db.query("ALTER TABLE store ENABLE TRIGGER stock_capture_update")
    expect((await push({ held: true })).queued).toBe(items.held.count)
    await waitFor(
      "the held item to be pushed",
      async () => (await read(SUIT)).pushed?.state === "done"
    )
  })

  it("lists items, part by part", async () => {
    const found: string[] = []
    let after = ""
    do {
      const part = await list(
        `kind=variant&limit=50${after && `&after=${after}`}`
      )
      found.push(...part.items.map(({ id }) => id))
      after = part.next_after ?? ""
    } while (after)
    expect(found).toEqual([...new Set(found)])
    expect(found).toContain(suit.variant)
    const { items } = await list(`q=${SUIT.toLowerCase()}`)
    expect(items).toEqual([
      expect.objectContaining({
        id: suit.variant,
        sku: SUIT,
        medusa_quantity: 1_000,
        pushed_quantity: 1_000,
        product_id: suit.product,
      }),
    ])
    const ofProduct = await list(`product_id=${suit.product}&limit=200`)
    expect(ofProduct.items.map(({ id }) => id)).toContain(suit.product)
  })

  it("tells an item's history by its id and by its SKU", async () => {
    const bySku = await read(SUIT)
    expect(bySku).toEqual(await read(suit.variant))
    expect(bySku).toMatchObject({ id: suit.variant, medusa_quantity: 1_000 })
    expect(bySku.parts).toEqual([
      expect.objectContaining({ stocked: 1_000, counts: true, required: 1 }),
    ])
    expect(bySku.pushes[0]).toMatchObject({ quantity: 1_000 })
    expect(bySku.attempts.length).toBeGreaterThan(0)
    expect((await read(suit.product)).kind).toBe("product")
  })

  it("pushes what is named, and names what nothing has", async () => {
    const before = (await read(SUIT)).pushes.length
    await shop.legacy.query(
      "UPDATE product_variants SET inventory_quantity = 3 WHERE sku = $1",
      [SUIT]
    )
    expect(await push({ skus: [SUIT, "NONE"] })).toEqual({
      queued: 1,
      not_found: ["NONE"],
    })
    await legacyShows(shop, SUIT, 1_000)
    await mirrorAtRest(shop)
    const { pushes } = await read(SUIT)
    expect(pushes).toHaveLength(before + 1)
    expect(pushes[0]?.causes).toEqual(["staff"])
    await shop.admin(`${ROOT}/items/${suit.product}/push`, {
      method: "POST",
      body: {},
    })
    expect((await push({ all: true })).queued).toBeGreaterThan(50)
    await mirrorAtRest(shop)
  })

  it.each([
    ["GET", "", undefined],
    ["GET", "/items", undefined],
    ["GET", "/items/x", undefined],
    ["POST", "/push", {}],
    ["POST", "/items/x/push", {}],
  ])("refuses %s %s without credentials", async (method, path, body) => {
    const answer = await fetch(`${shop.url}${ROOT}${path}`, {
      method,
      headers: { "content-type": "application/json" },
      ...(body && { body: JSON.stringify(body) }),
    })
    expect(answer.status).toBe(401)
  })

  it.each([
    ["/items?limit=201", undefined, 400],
    ["/items?unknown=1", undefined, 400],
    ["/items?state=lost", undefined, 400],
    ["/items/nothing", undefined, 404],
    ["/push", {}, 400],
    ["/push", { all: true, held: true }, 400],
    ["/push", { skus: [] }, 400],
    ["/items/nothing/push", {}, 404],
  ])("answers %s %j with %i", async (path, body, expected) => {
    const refused = await answerOf(shop, `${ROOT}${path}`, {
      method: body ? "POST" : "GET",
      ...(body && { body }),
    })
    expect(refused.status).toBe(expected)
  })
})

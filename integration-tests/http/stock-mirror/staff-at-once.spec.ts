import type { StorefrontStockRule } from "../../../src/types/storefront-stock-rules"
import { makeKey } from "../../helpers/access/credentials"
import { type Answer, posted } from "../../helpers/answer-of"
import { mirrorAtRest } from "../../helpers/mirror"
import {
  askToReconcile,
  changeThere,
  ended,
  listDrift,
  reconcile,
} from "../../helpers/reconcile"
import { Shop } from "../../helpers/shop"
import { variantIdOf } from "../../helpers/stock"
import { legacyQuantity, medusaQuantity } from "../../helpers/storefront"

const SKU = "KCT-BURGUNDY-36R-2P"
const CLICKS = 6

type Said = { code?: string; message?: string }

/** A double click, or two members of staff at the same thing: it is done once, and all are told. */
describe("F69: what staff do at once with the mirror", () => {
  let shop: Shop
  let variantId: string

  beforeAll(async () => {
    shop = await Shop.open("staff_at_once")
    variantId = await variantIdOf(shop, SKU)
    await mirrorAtRest(shop)
  })

  afterAll(async () => {
    await shop.close()
  })

  const atOnce = <T>(act: (index: number) => Promise<T>): Promise<T[]> =>
    Promise.all(Array.from({ length: CLICKS }, (_, index) => act(index)))

  /** Somebody sells `by` pieces more or fewer in the legacy store. @returns the difference's id */
  async function differ(by: number): Promise<string> {
    await changeThere(
      shop,
      SKU,
      `inventory_quantity = inventory_quantity + ${by}`
    )
    await reconcile(shop, { variant_ids: [variantId] })
    const [drift] = await listDrift(shop, `q=${SKU}`)
    return drift?.id ?? ""
  }

  const resolve = (id: string, use: string) =>
    posted<Said>(shop, `/admin/storefront/stock/drift/${id}/resolve`, { use })

  const statusesOf = (answers: Answer<unknown>[]): number[] =>
    answers.map(({ status }) => status).sort((one, other) => one - other)

  it("adopts a number of the legacy store once", async () => {
    const before = await medusaQuantity(shop, SKU)
    const id = await differ(3)
    const answers = await atOnce(() => resolve(id, "legacy"))
    expect(statusesOf(answers)[0]).toBe(200)
    expect(
      answers.every(({ status }) => status === 200 || status === 409)
    ).toBe(true)
    expect(answers.every(({ body }) => !!body.message)).toBe(true)
    await mirrorAtRest(shop)
    expect(await medusaQuantity(shop, SKU)).toBe(before + 3)
    expect(await legacyQuantity(shop, SKU)).toBe(before + 3)
    expect(await listDrift(shop, `q=${SKU}`)).toEqual([])
  })

  it("ends with one number where one says Medusa's and another the legacy store's", async () => {
    const before = await medusaQuantity(shop, SKU)
    const id = await differ(2)
    const answers = await atOnce((index) =>
      resolve(id, index % 2 ? "legacy" : "medusa")
    )
    expect(
      answers.every(({ status }) => status === 200 || status === 409)
    ).toBe(true)
    await mirrorAtRest(shop)
    const settled = await medusaQuantity(shop, SKU)
    expect([before, before + 2]).toContain(settled)
    expect(await legacyQuantity(shop, SKU)).toBe(settled)
  })

  it("repairs a difference once where several ask for a comparison", async () => {
    const before = await medusaQuantity(shop, SKU)
    await changeThere(shop, SKU, "inventory_quantity = inventory_quantity + 7")
    const runs = await atOnce(() =>
      askToReconcile(shop, { repairs: true, variant_ids: [variantId] })
    )
    for (const { id } of runs) {
      expect(await ended(shop, id)).toMatchObject({ state: "done" })
    }
    await mirrorAtRest(shop)
    expect(await legacyQuantity(shop, SKU)).toBe(before)
    expect(await medusaQuantity(shop, SKU)).toBe(before)
  })

  it("stops a comparison, and tells each who asks", async () => {
    const { id } = await askToReconcile(shop)
    const answers = await atOnce(() =>
      posted<Said>(shop, `/admin/storefront/stock/reconcile/${id}/stop`)
    )
    expect(statusesOf(answers)).toEqual(Array(CLICKS).fill(200))
    expect(answers.every(({ body }) => !!body.message)).toBe(true)
    await ended(shop, id)
  })

  it("pushes an item, and writes no other number than the true one", async () => {
    const before = await legacyQuantity(shop, SKU)
    const answers = await atOnce(() =>
      posted(shop, `/admin/storefront/stock/items/${variantId}/push`)
    )
    expect(statusesOf(answers)).toEqual(Array(CLICKS).fill(200))
    await mirrorAtRest(shop)
    expect(await legacyQuantity(shop, SKU)).toBe(before)
  })

  it("keeps one rule of several for the same variant, and takes it away once", async () => {
    const path = "/admin/storefront/stock/safety-stock"
    const set = await atOnce((index) =>
      posted<{ rules: StorefrontStockRule[] }>(shop, path, {
        rules: [{ scope: "variant", id: variantId, safety_stock: index + 1 }],
      })
    )
    expect(statusesOf(set)).toEqual(Array(CLICKS).fill(200))
    const { rules } = await shop.admin<{ rules: StorefrontStockRule[] }>(path)
    expect(rules).toHaveLength(1)
    expect(rules[0]?.safety_stock).toBeLessThanOrEqual(CLICKS)

    const removed = await atOnce(() =>
      shop
        .admin(`${path}/${variantId}`, { method: "DELETE" })
        .then(() => 200)
        .catch((error: unknown) =>
          String(error).includes("answered 404") ? 404 : String(error)
        )
    )
    expect(removed.sort()).toEqual([200, ...Array(CLICKS - 1).fill(404)])
  })

  it("limits a key once, and notes it once", async () => {
    const { id } = await makeKey(shop, "At once")
    const answers = await atOnce(() =>
      posted(shop, `/admin/storefront/api-keys/${id}`, { scope: "storefront" })
    )
    expect(statusesOf(answers)).toEqual(Array(CLICKS).fill(200))
    const { activity } = await shop.admin<{
      activity: { kind: string; details: Record<string, unknown> }[]
    }>("/admin/storefront/activity?limit=50")
    const noted = activity.filter((entry) =>
      JSON.stringify(entry.details).includes(id)
    )
    expect(noted).toHaveLength(1)
  })
})

import { posted } from "../../helpers/answer-of"
import { mirrorAtRest } from "../../helpers/mirror"
import {
  causesOf,
  changeThere,
  listDrift,
  reconcile,
} from "../../helpers/reconcile"
import { Shop } from "../../helpers/shop"
import { variantIdOf } from "../../helpers/stock"
import { legacyQuantity, medusaQuantity } from "../../helpers/storefront"

const CHOSEN = "KCT-BURGUNDY-36R-2P"

describe("settling one difference", () => {
  let shop: Shop

  beforeAll(async () => {
    shop = await Shop.open("resolve_drift")
    await mirrorAtRest(shop)
  })
  afterAll(async () => {
    await shop.close()
  })

  async function differ(by: number): Promise<string> {
    await changeThere(
      shop,
      CHOSEN,
      `inventory_quantity = inventory_quantity + ${by}`
    )
    await reconcile(shop, { variant_ids: [await variantIdOf(shop, CHOSEN)] })
    const [drift] = await listDrift(shop, `q=${CHOSEN}`)
    return drift?.id ?? ""
  }

  const resolve = (id: string, use: string) =>
    posted<{ code?: string; drift?: { resolution: string | null } }>(
      shop,
      `/admin/storefront/stock/drift/${id}/resolve`,
      { use }
    )

  it("with Medusa's number", async () => {
    const before = await medusaQuantity(shop, CHOSEN)
    const id = await differ(4)
    expect(await resolve(id, "medusa")).toMatchObject({ status: 200 })
    await mirrorAtRest(shop)
    expect(await legacyQuantity(shop, CHOSEN)).toBe(before)
    expect(await causesOf(shop)).toEqual({})
    expect(await resolve(id, "medusa")).toMatchObject({
      status: 409,
      body: { code: "drift_resolved" },
    })
  })

  it("with the number there, unless it is another by now", async () => {
    const before = await medusaQuantity(shop, CHOSEN)
    const id = await differ(5)
    await changeThere(
      shop,
      CHOSEN,
      "inventory_quantity = inventory_quantity + 1"
    )
    expect(await resolve(id, "legacy")).toMatchObject({
      status: 409,
      body: { code: "legacy_number_changed" },
    })
    await changeThere(
      shop,
      CHOSEN,
      "inventory_quantity = inventory_quantity - 1"
    )
    expect(await resolve(id, "legacy")).toMatchObject({
      status: 200,
      body: { drift: { resolution: "adopted" } },
    })
    await mirrorAtRest(shop)
    expect(await medusaQuantity(shop, CHOSEN)).toBe(before + 5)
    expect(await legacyQuantity(shop, CHOSEN)).toBe(before + 5)
  })

  it.each([
    ["/admin/storefront/stock/reconcile", { repairs: "yes" }, 400],
    ["/admin/storefront/stock/reconcile", { kind: "full", skus: ["a"] }, 400],
    ["/admin/storefront/stock/reconcile", { skus: ["nothing"] }, 404],
    ["/admin/storefront/stock/reconcile/nothing/stop", {}, 404],
    ["/admin/storefront/stock/drift/nothing/resolve", { use: "medusa" }, 404],
    ["/admin/storefront/stock/drift/nothing/resolve", { use: "both" }, 400],
  ])("F67: refuses %s %j with %i", async (path, body, status) => {
    expect((await posted(shop, path, body)).status).toBe(status)
  })

  it("shows how differences came and went", async () => {
    const { days, not_linked } = await shop.admin<{
      days: { found: number; resolved: number; open: number }[]
      not_linked: number
    }>("/admin/storefront/stock/drift/trends?days=2")
    expect(days).toHaveLength(2)
    const [, today] = days
    expect(today?.found).toBeGreaterThanOrEqual(2)
    expect(today?.found).toBe(today?.resolved)
    expect([today?.open, not_linked]).toEqual([0, 0])
  })
})

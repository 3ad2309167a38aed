import type { StorefrontStockRule } from "../../../src/types/storefront-stock-rules"
import { Shop } from "../../helpers/shop"
import { stockOf, variantIdOf } from "../../helpers/stock"
import { waitFor } from "../../helpers/wait-for"

const SKU = "KCT-BURGUNDY-38R-2P"
const PATH = "/admin/storefront/stock/safety-stock"

type Refused = [number, { code: string; message: string }]

describe("what is kept back from the storefront", () => {
  let shop: Shop
  let variantId: string
  let productId: string

  beforeAll(async () => {
    shop = await Shop.open("safety_stock")
    variantId = await variantIdOf(shop, SKU)
    const { rows } = await shop.db.query<{ product_id: string }>(
      "SELECT product_id FROM product_variant WHERE id = $1",
      [variantId]
    )
    productId = rows[0]?.product_id ?? ""
  })

  afterAll(async () => {
    await shop.close()
  })

  const set = (...rules: object[]) =>
    shop.admin<{ rules: StorefrontStockRule[] }>(PATH, {
      method: "POST",
      body: { rules },
    })

  async function refusal(work: Promise<unknown>): Promise<Refused> {
    const error: unknown = await work.catch((thrown: unknown) => thrown)
    const [, status, body] = /answered (\d+): (.*)$/s.exec(String(error)) ?? []
    return [Number(status), JSON.parse(body ?? "{}") as Refused[1]]
  }

  const untilMirrored = (quantity: number) =>
    waitFor(`${quantity} in the legacy store`, async () => {
      const { rows } = await shop.legacy.query<{ quantity: number }>(
        "SELECT inventory_quantity AS quantity FROM product_variants WHERE medusa_variant_id = $1",
        [variantId]
      )
      return rows[0]?.quantity === quantity
    })

  it("is set for all, a product or a variant, and the narrowest counts; each change is pushed", async () => {
    const { stocked, reserved } = await stockOf(shop, SKU)
    const there = stocked - reserved
    await untilMirrored(there)
    const { rules } = await set({ scope: "general", safety_stock: 1 })
    expect(rules).toMatchObject([
      {
        id: "general",
        safety_stock: 1,
        sold_out_below: null,
        updated_by: expect.stringMatching(/^user_/),
      },
    ])
    await untilMirrored(there - 1)
    await set({ scope: "product", id: productId, safety_stock: 2 })
    await untilMirrored(there - 2)
    await set({ scope: "variant", sku: SKU, safety_stock: 0 })
    await untilMirrored(there)
    await set({ scope: "variant", id: variantId, sold_out_below: there + 1 })
    await untilMirrored(0)
    const listed = await shop.admin<{
      rules: StorefrontStockRule[]
      count: number
    }>(`${PATH}?scope=variant`)
    expect(listed).toMatchObject({
      count: 1,
      rules: [{ id: variantId, sku: SKU, sold_out_below: there + 1 }],
    })
    await shop.admin(`${PATH}/${variantId}`, { method: "DELETE" })
    await untilMirrored(there - 2)
    await shop.admin(`${PATH}/${productId}`, { method: "DELETE" })
    await untilMirrored(there - 1)
    await shop.admin(`${PATH}/general`, { method: "DELETE" })
    await untilMirrored(there)
  })

  it("is refused as a whole where one of the list is unknown, by its path", async () => {
    expect(
      await refusal(
        set(
          { scope: "general", safety_stock: 7 },
          { scope: "variant", sku: "NO-SUCH", safety_stock: 7 }
        )
      )
    ).toEqual([
      400,
      expect.objectContaining({
        message: expect.stringContaining("rules.1.sku: Medusa has no variant"),
      }),
    ])
    expect(await shop.admin(PATH)).toMatchObject({ count: 0 })
  })

  it.each([
    [{ scope: "general" }],
    [{ scope: "general", safety_stock: -1 }],
    [{ scope: "general", safety_stock: 1.5 }],
    [{ scope: "general", id: "general", safety_stock: 1 }],
    [{ scope: "product", safety_stock: 1 }],
    [{ scope: "variant", id: "x", sku: "y", safety_stock: 1 }],
    [{ scope: "variant", id: "'; DROP TABLE stock_rule", safety_stock: 1 }],
    [{ scope: "shop", safety_stock: 1 }],
  ])("is refused where it is no rule: %j", async (rule) => {
    const [status, { message }] = await refusal(set(rule))
    expect([status, message]).toEqual([400, expect.stringMatching(/\w{3}/)])
  })

  it("is not there to be taken away twice", async () => {
    const [status, { code }] = await refusal(
      shop.admin(`${PATH}/general`, { method: "DELETE" })
    )
    expect([status, code]).toEqual([404, "not_found"])
  })

  it("F53: the ready probe names a column that was renamed there, until it is mended", async () => {
    const rename = (from: string, to: string) =>
      shop.legacy.query(
        `ALTER TABLE product_variants RENAME COLUMN ${from} TO ${to}`
      )
    const untilReady = (status: number, text: string) =>
      waitFor(
        `ready to answer ${status}`,
        async () => {
          const answer = await fetch(`${shop.url}/health/ready`)
          return (
            answer.status === status && (await answer.text()).includes(text)
          )
        },
        45_000
      )
    await rename("inventory_quantity", "pieces")
    // Medusa itself is as well as ever.
    await set({ scope: "general", safety_stock: 1 })
    await untilReady(503, "public.product_variants.inventory_quantity")
    await rename("pieces", "inventory_quantity")
    await untilReady(200, "ready")
    const { stocked, reserved } = await stockOf(shop, SKU)
    await untilMirrored(stocked - reserved - 1)
  })
})

import type {
  InventoryItem,
  InventoryListResponse,
} from "../../../src/types/storefront-inventory"
import { EditedShop } from "../../helpers/edited-shop"
import { variantIdOf } from "../../helpers/stock"
import { medusaQuantity } from "../../helpers/storefront"

const SUIT = "KCT-BURGUNDY-38R-2P"
const TIE = "KCT-BURGUNDY-TIE"
const BOW = "KCT-BLACK-BOW"

/** What a storefront is told that would rather ask. */
describe("GET /admin/inventory", () => {
  let edited: EditedShop
  let key: string

  beforeAll(async () => {
    edited = await EditedShop.open("inventory_list", "adjust")
    key = await edited.makeKey()
  })

  afterAll(async () => {
    await edited.close()
  })

  const ask = (query: string, headers: Record<string, string> = {}) =>
    fetch(`${edited.shop.url}/admin/inventory${query}`, {
      headers: { authorization: `Bearer ${key}`, ...headers },
    })

  async function list(query: string): Promise<InventoryListResponse> {
    const answer = await ask(query)
    expect(answer.status).toBe(200)
    return (await answer.json()) as InventoryListResponse
  }

  async function item(sku: string): Promise<InventoryItem> {
    const { items } = await list(`?sku=${encodeURIComponent(sku)}`)
    expect(items).toHaveLength(1)
    return items[0] as InventoryItem
  }

  it("says of each size what can be sold, as the mirror says it, and by which version", async () => {
    const { quantity, version } = await edited.row(SUIT)
    expect(await item(SUIT)).toEqual({
      variant_id: await variantIdOf(edited.shop, SUIT),
      product_id: expect.stringMatching(/^prod_/),
      sku: SUIT,
      legacy_variant_id: expect.stringMatching(/^[\w-]+$/),
      legacy_product_id: expect.stringMatching(/^[\w-]+$/),
      quantity,
      in_stock: true,
      version,
      pushed_quantity: quantity,
      updated_at: expect.stringMatching(/^20.*Z$/),
    })
  })

  it("pages through everything by id, each size once, equal to what the mirror wrote", async () => {
    const seen: InventoryItem[] = []
    let after: string | null = ""
    while (after !== null) {
      const page: InventoryListResponse = await list(
        `?limit=50${after && `&after=${after}`}`
      )
      expect(page.limit).toBe(50)
      seen.push(...page.items)
      after = page.next_after
    }
    const { rows } = await edited.shop.legacy.query<{
      id: string
      quantity: number
    }>(
      `SELECT medusa_variant_id AS id, inventory_quantity AS quantity
       FROM product_variants WHERE medusa_variant_id IS NOT NULL`
    )
    const written = new Map(rows.map(({ id, quantity }) => [id, quantity]))
    const ids = seen.map(({ variant_id }) => variant_id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(written.size).toBeGreaterThan(50)
    expect(
      seen.filter((one) => written.get(one.variant_id) !== one.quantity)
    ).toEqual([])
  })

  it("narrows it down to variants, SKUs and products, several of them divided by commas", async () => {
    const ids = await Promise.all(
      [SUIT, TIE].map((sku) => variantIdOf(edited.shop, sku))
    )
    const skus = ({ items }: InventoryListResponse) =>
      items.map(({ sku }) => sku).sort()
    expect(skus(await list(`?variant_id=${ids.join(",")}`))).toEqual(
      [SUIT, TIE].sort()
    )
    expect(skus(await list(`?sku=${SUIT},${BOW},NOBODY`))).toEqual(
      [SUIT, BOW].sort()
    )
    const { product_id } = await item(TIE)
    expect(skus(await list(`?product_id=${product_id}&sku=${TIE}`))).toEqual([
      TIE,
    ])
    expect(skus(await list(`?product_id=${product_id}&sku=${SUIT}`))).toEqual(
      []
    )
  })

  it("answers 304 to who has it already, until something of it changes", async () => {
    const first = await ask(`?sku=${TIE}`)
    const etag = first.headers.get("etag") ?? ""
    expect(etag).toMatch(/^W\/"[\w-]{43}"$/)
    expect(first.headers.get("cache-control")).toBe("private, no-cache")
    for (const sent of [etag, etag.slice(2), `"another", ${etag}`, "*"]) {
      const again = await ask(`?sku=${TIE}`, { "if-none-match": sent })
      expect([again.status, await again.text()]).toEqual([304, ""])
      expect(again.headers.get("etag")).toBe(etag)
    }
    await changeShelf(TIE, 1)
    const changed = await ask(`?sku=${TIE}`, { "if-none-match": etag })
    expect(changed.status).toBe(200)
    expect(changed.headers.get("etag")).not.toBe(etag)
  })

  it("counts safety stock, back orders and deleted sizes as the mirror does", async () => {
    const id = await variantIdOf(edited.shop, BOW)
    await changeShelf(BOW, 10)
    const quantity = await medusaQuantity(edited.shop, BOW)
    await edited.shop.db.query(
      "INSERT INTO stock_rule (id, scope, safety_stock) VALUES ($1, 'variant', 2)",
      [id]
    )
    expect((await item(BOW)).quantity).toBe(quantity - 2)
    await edited.shop.db.query(
      "UPDATE product_variant SET allow_backorder = true WHERE id = $1",
      [id]
    )
    expect(await item(BOW)).toMatchObject({ quantity: 999, in_stock: true })
    await edited.shop.db.query(
      "UPDATE product_variant SET deleted_at = now() WHERE id = $1",
      [id]
    )
    expect(await list(`?sku=${BOW}`)).toMatchObject({ items: [] })
    expect(await list(`?variant_id=${id}`)).toMatchObject({
      items: [{ variant_id: id, quantity: 0, in_stock: false }],
    })
  })

  it("takes what it said back as unchanged, and an edit of it as the difference to it", async () => {
    await edited.atRest()
    const { variant_id, quantity, version } = await item(SUIT)
    const told = { variant_id, version, previous_quantity: quantity }
    const { body } = await edited.post(
      [
        { ...told, quantity },
        { ...told, quantity: quantity + 2 },
      ],
      `Bearer ${key}`
    )
    expect(body.results).toMatchObject([
      { outcome: "unchanged" },
      { outcome: "adjusted", difference: 2 },
    ])
    await edited.atRest()
  })

  it.each([
    ["limit", "?limit=201"],
    ["limit", "?limit=0"],
    ["limit", "?limit=1e9"],
    ["limit", "?limit=x"],
    ["colour", "?colour=red"],
    ["sku", "?sku=A&sku=B"],
    ["sku", "?sku[]=A"],
    ["sku", "?sku[x]=A"],
    ["variant_id", "?variant_id="],
    ["variant_id", "?variant_id=a'b"],
    ["after", "?after=%00"],
    ["variant_id", `?variant_id=${Array(201).fill("v").join(",")}`],
    ["fields", "?fields=*"],
    ["order", "?order=id"],
  ])("F67: refuses a wrong %s (%#) and names it", async (name, query) => {
    const answer = await ask(query)
    expect([answer.status, await answer.json()]).toEqual([
      400,
      {
        type: "invalid_data",
        code: expect.any(String),
        message: expect.stringContaining(name),
      },
    ])
  })

  it("lets nobody in without a credential", async () => {
    for (const authorization of ["", "Bearer sk_0000", "Basic sk_0000"]) {
      expect((await ask("", { authorization })).status).toBe(401)
    }
  })

  it("F46: tells the truth while the legacy store is out, also before it is pushed", async () => {
    await edited.atRest()
    await edited.shop.kill()
    await edited.shop.restart({
      SUPABASE_DB_URL: "postgres://nobody:x@127.0.0.1:1/none",
    })
    const before = await item(SUIT)
    await changeShelf(SUIT, 4)
    expect(await item(SUIT)).toMatchObject({
      quantity: before.quantity + 4,
      version: before.version,
      pushed_quantity: before.quantity,
    })
  })

  async function changeShelf(sku: string, difference: number): Promise<void> {
    await edited.shop.db.query(
      `UPDATE inventory_level SET stocked_quantity = stocked_quantity + $2
       FROM inventory_item AS item WHERE item.id = inventory_item_id AND item.sku = $1`,
      [sku, difference]
    )
  }
})

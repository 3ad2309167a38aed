import {
  fillLegacyStore,
  type LegacyLink,
  linkLegacyStore,
} from "../../../scripts/legacy-store"
import { catalog } from "../../../scripts/seed/catalog"
import {
  type LegacyStoreFixture,
  openLegacyStore,
  valueOf,
} from "./legacy-store-fixture"

let store: LegacyStoreFixture

afterEach(async () => {
  await store.close()
})

const linksOf = (generation: string): LegacyLink[] =>
  catalog.flatMap((style) =>
    style.variants.map((variant) => ({
      legacyProductId: style.legacyProductId,
      legacyVariantId: variant.legacyVariantId,
      medusaProductId: `prod_${generation}_${style.handle}`,
      medusaVariantId: `variant_${generation}_${variant.sku}`,
      stock: variant.stock,
    }))
  )

const sizes = catalog.flatMap(({ variants }) => variants).length

const tableOf = { variants: "product_variants", products: "products" } as const
const quantityOf = {
  variants: "inventory_quantity",
  products: "quantity",
} as const

describe.each(["variants", "products"] as const)(
  "the demo shop's legacy store, preset %s",
  (preset) => {
    const table = tableOf[preset]
    const quantity = quantityOf[preset]

    beforeEach(async () => {
      store = await openLegacyStore(preset)
      await fillLegacyStore(store.admin, preset)
    })

    it("knows nothing of Medusa at first", async () => {
      expect(
        await valueOf(store.admin, `select count(*)::int from ${table}`)
      ).toBe(sizes)
      expect(
        await valueOf(
          store.admin,
          `select count(medusa_variant_id)::int from ${table}`
        )
      ).toBe(0)
    })

    it("is linked by the sync's own role, every row once", async () => {
      expect(await linkLegacyStore(store.sync, linksOf("a"))).toEqual({
        rowsFound: sizes,
        rowsChanged: sizes,
      })
      const { rows } = await store.admin.query(
        `select medusa_variant_id, ${quantity} as stock from ${table} where sku = 'KCT-BURGUNDY-38R-2P'`
      )
      expect(rows).toEqual([
        { medusa_variant_id: "variant_a_KCT-BURGUNDY-38R-2P", stock: 12 },
      ])
      expect(
        await valueOf(
          store.admin,
          "select count(*)::int from products where medusa_product_id is null"
        )
      ).toBe(0)
    })

    it("keeps the numbers that the sync has written since, when it is linked again", async () => {
      await linkLegacyStore(store.sync, linksOf("a"))
      const write = `update ${table} set ${quantity} = 11, medusa_stock_version = 5 where sku = 'KCT-BURGUNDY-38R-2P'`
      await store.admin.query(write)
      expect(await linkLegacyStore(store.sync, linksOf("a"))).toEqual({
        rowsFound: sizes,
        rowsChanged: 0,
      })
      expect(
        await valueOf(
          store.admin,
          `select ${quantity} from ${table} where sku = 'KCT-BURGUNDY-38R-2P'`
        )
      ).toBe(11)
    })

    it("starts over with numbers and versions when Medusa was set up anew", async () => {
      await linkLegacyStore(store.sync, linksOf("a"))
      await store.admin.query(
        `update ${table} set ${quantity} = 0, medusa_stock_version = 900`
      )
      await linkLegacyStore(store.sync, linksOf("b"))
      const { rows } = await store.admin.query(
        `select ${quantity} as stock, medusa_stock_version from ${table} where sku = 'KCT-BURGUNDY-38R-2P'`
      )
      expect(rows).toEqual([{ stock: 12, medusa_stock_version: null }])
    })

    it("keeps rows as they are when it is filled again", async () => {
      const rows = `select jsonb_agg(to_jsonb(row) order by id) from ${table} row`
      await store.admin.query(`update ${table} set ${quantity} = 77`)
      const before = await valueOf(store.admin, rows)
      await fillLegacyStore(store.admin, preset)
      expect(before).toHaveLength(sizes)
      expect(await valueOf(store.admin, rows)).toEqual(before)
    })
  }
)

describe("a store of sizes and styles", () => {
  it("holds the sum of the sizes in each style, before and after it is linked", async () => {
    store = await openLegacyStore()
    await fillLegacyStore(store.admin, "variants")
    const wrongSums = `
      select count(*)::int from products p join (
        select product_id, sum(inventory_quantity) as total from product_variants group by product_id
      ) sizes on sizes.product_id = p.id
      where p.total_inventory <> sizes.total or p.in_stock <> (sizes.total > 0)`
    expect(await valueOf(store.admin, wrongSums)).toBe(0)
    await store.admin.query("update products set total_inventory = -1")
    expect(await valueOf(store.admin, wrongSums)).toBe(catalog.length)
    await linkLegacyStore(store.sync, linksOf("a"))
    expect(await valueOf(store.admin, wrongSums)).toBe(0)
  })
})

describe("a shop's own store", () => {
  it("is not written to: it has none of the demo shop's rows", async () => {
    store = await openLegacyStore()
    await store.admin.query(
      "insert into products (name, price) values ('Suit', 10)"
    )
    expect(await linkLegacyStore(store.sync, linksOf("a"))).toEqual({
      rowsFound: 0,
      rowsChanged: 0,
    })
  })

  it("is asked for Medusa's columns by the name of the file that adds them", async () => {
    store = await openLegacyStore()
    await store.admin.query(
      "alter table product_variants drop column medusa_variant_id"
    )
    await store.admin.query(
      "alter table products drop column medusa_variant_id"
    )
    await expect(linkLegacyStore(store.sync, linksOf("a"))).rejects.toThrow(
      "scripts/supabase/01-medusa-columns.sql"
    )
  })
})

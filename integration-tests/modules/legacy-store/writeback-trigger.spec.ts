import { LEGACY_SERVERS } from "./legacy-store-fixture"
import { styleId, WritebackShop } from "./writeback-shop"

/** Each edit has a name of its own. */
const edit_id: unknown = expect.stringMatching(/^[0-9a-f-]{36}$/)

describe.each(LEGACY_SERVERS)("on $name,", ({ variable: server }) => {
  describe("the write-back trigger", () => {
    let shop: WritebackShop

    beforeEach(async () => {
      shop = await WritebackShop.open(server)
    })
    afterEach(async () => {
      await shop.close()
    })

    it("reports a number that a person changed, with the last version they can have seen", async () => {
      await shop.edit(
        "update product_variants set inventory_quantity = 9 where sku = 'SKU-1'"
      )
      expect(await shop.requestsSent()).toEqual([
        {
          url: "https://medusa.example.com/admin/inventory",
          body: {
            variant_id: "variant_1",
            quantity: 9,
            previous_quantity: 5,
            version: 3,
            edit_id,
          },
          text: expect.stringContaining('"quantity": 9'),
          headers: {
            "Content-Type": "application/json",
            Authorization: "Bearer sk_secret",
          },
        },
      ])
    })

    it("stays silent for what the sync writes, with or without a version", async () => {
      await shop.store.sync.query(
        "update product_variants set inventory_quantity = 9, medusa_stock_version = 4 where medusa_variant_id = 'variant_1'"
      )
      await shop.store.sync.query(
        "update product_variants set inventory_quantity = 8"
      )
      expect(await shop.quantityOf("SKU-1")).toBe(8)
      expect(await shop.bodiesSent()).toEqual([])
    })

    it("stays silent for a write that counts the version up under another role", async () => {
      await shop.edit(
        "update product_variants set inventory_quantity = 9, medusa_stock_version = 4 where sku = 'SKU-1'"
      )
      expect(await shop.bodiesSent()).toEqual([])
    })

    it.each([
      ["back", "2"],
      ["to nothing", "null"],
    ])("reports an upload that sets the version %s", async (_, version) => {
      await shop.edit(
        `update product_variants set inventory_quantity = 9, medusa_stock_version = ${version} where sku = 'SKU-1'`
      )
      expect(await shop.bodiesSent()).toEqual([
        {
          variant_id: "variant_1",
          quantity: 9,
          previous_quantity: 5,
          version: 3,
          edit_id,
        },
      ])
    })

    it.each([
      ["another column", "update product_variants set price = 12"],
      [
        "the same number again",
        "update product_variants set inventory_quantity = inventory_quantity",
      ],
      [
        "no row at all",
        "update product_variants set inventory_quantity = 0 where sku = 'none'",
      ],
    ])("stays silent when %s is written", async (_, sql) => {
      await shop.edit(sql)
      expect(await shop.bodiesSent()).toEqual([])
    })

    it("reports only the rows of a statement that changed", async () => {
      await shop.edit(
        "update product_variants set inventory_quantity = case sku when 'SKU-2' then 1 else inventory_quantity end"
      )
      expect(await shop.bodiesSent()).toEqual([
        {
          variant_id: "variant_2",
          quantity: 1,
          previous_quantity: 5,
          version: 3,
          edit_id,
        },
      ])
    })

    it("reports an upsert, as the shop's client library writes it", async () => {
      await shop.edit(
        `insert into product_variants (product_id, sku, price, inventory_quantity)
       values ('${styleId}', 'SKU-2', 10, 0)
       on conflict (sku) do update set inventory_quantity = excluded.inventory_quantity`
      )
      expect(await shop.bodiesSent()).toEqual([
        {
          variant_id: "variant_2",
          quantity: 0,
          previous_quantity: 5,
          version: 3,
          edit_id,
        },
      ])
    })

    it("sends an import of many rows in messages of two hundred", async () => {
      await shop.store.admin.query("delete from product_variants")
      await shop.insertVariants(450)
      await shop.edit("update product_variants set inventory_quantity = 6")
      const bodies = (await shop.bodiesSent()) as {
        variant_id: string
        quantity: number
      }[][]
      expect(bodies.map((body) => body.length)).toEqual([200, 200, 50])
      expect(
        new Set(bodies.flat().map(({ variant_id }) => variant_id)).size
      ).toBe(450)
      expect(bodies.flat().every(({ quantity }) => quantity === 6)).toBe(true)
    })

    it("names a row that is not linked by its SKU, and passes over one without either", async () => {
      await shop.store.admin.query(
        "update product_variants set medusa_variant_id = null, medusa_stock_version = null"
      )
      await shop.store.admin.query(
        "update product_variants set sku = null where sku = 'SKU-2'"
      )
      await shop.edit("update product_variants set inventory_quantity = 2")
      expect(await shop.bodiesSent()).toEqual([
        { sku: "SKU-1", quantity: 2, previous_quantity: 5, edit_id },
      ])
    })
  })

  describe("the write-back trigger in a small shop", () => {
    it("watches the quantity of the one table", async () => {
      const small = await WritebackShop.openEmpty("products", server)
      try {
        await small.store.admin.query(
          "insert into products (name, sku, price, quantity, medusa_variant_id) values ('Tie', 'TIE', 9, 4, 'variant_1')"
        )
        await small.edit("update products set quantity = 3")
        await small.store.sync.query(
          "update products set quantity = 2, medusa_stock_version = 1"
        )
        expect(await small.bodiesSent()).toEqual([
          {
            variant_id: "variant_1",
            quantity: 3,
            previous_quantity: 4,
            edit_id,
          },
        ])
      } finally {
        await small.close()
      }
    })
  })
})

import { LEGACY_SERVERS } from "./legacy-store-fixture"
import { WritebackShop } from "./writeback-shop"

/** What Medusa's routes take where nothing else is said: Express's own limit. */
const SMALLEST_BODY_LIMIT = 100 * 1_024

type Message = { quantity: number; previous_quantity: number; edit_id: string }

describe.each(LEGACY_SERVERS)(
  "the messages of the write-back trigger on $name",
  ({ variable: server }) => {
    let shop: WritebackShop

    beforeEach(async () => {
      shop = await WritebackShop.open(server)
    })
    afterEach(async () => {
      await shop.close()
    })

    async function messages(): Promise<Message[]> {
      return (await shop.bodiesSent()).flat() as Message[]
    }

    it("say of each edit what was there before, so that they add up in any order", async () => {
      for (const quantity of [9, 2, 7]) {
        await shop.edit(
          `update product_variants set inventory_quantity = ${quantity} where sku = 'SKU-1'`
        )
      }
      const sent = await messages()
      expect(sent.map((one) => [one.previous_quantity, one.quantity])).toEqual([
        [5, 9],
        [9, 2],
        [2, 7],
      ])
      expect(new Set(sent.map(({ edit_id }) => edit_id)).size).toBe(3)
    })

    it("are none where the shop's admin saves all rows as they are", async () => {
      await shop.edit(
        `insert into product_variants as row (id, product_id, sku, price, inventory_quantity)
         select id, product_id, sku, price, inventory_quantity from product_variants
         on conflict (id) do update set inventory_quantity = excluded.inventory_quantity,
           price = excluded.price, updated_at = now()`
      )
      expect(await messages()).toEqual([])
    })

    it("are one for the row that changed where the shop's admin saves all rows", async () => {
      await shop.edit(
        `insert into product_variants as row (id, product_id, sku, price, inventory_quantity)
         select id, product_id, sku, price, case sku when 'SKU-2' then 1 else inventory_quantity end
         from product_variants
         on conflict (id) do update set inventory_quantity = excluded.inventory_quantity`
      )
      expect(await messages()).toEqual([
        expect.objectContaining({ variant_id: "variant_2", quantity: 1 }),
      ])
    })

    it("leave out a number that counts no pieces, and send the others", async () => {
      await shop.store.admin.query(
        "alter table product_variants alter column inventory_quantity type numeric"
      )
      await shop.insertVariants(2, 2)
      await shop.edit(
        `update product_variants set inventory_quantity = case sku
           when 'SKU-1' then 1.5 when 'SKU-2' then 'NaN' when 'SKU-3' then 1e12 else 3.00 end`
      )
      expect(await messages()).toEqual([
        expect.objectContaining({ variant_id: "variant_4", quantity: 3 }),
      ])
    })

    it("fit what any web server takes, however long the SKUs are", async () => {
      await shop.store.admin.query("delete from product_variants")
      await shop.insertVariants(200)
      await shop.store.admin.query(
        `update product_variants set medusa_variant_id = null,
           sku = rpad(sku, 255, 'X'), medusa_stock_version = 9007199254740991`
      )
      await shop.bodiesSent()
      await shop.edit(
        "update product_variants set inventory_quantity = 2147483647"
      )
      const bodies = await shop.bodiesSent()
      expect(bodies).toHaveLength(1)
      expect(JSON.stringify(bodies[0]).length).toBeLessThan(SMALLEST_BODY_LIMIT)
    })
  }
)

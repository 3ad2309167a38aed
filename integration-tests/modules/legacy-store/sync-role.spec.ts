import {
  LEGACY_SERVERS,
  type LegacyStoreFixture,
  openLegacyStore,
} from "./legacy-store-fixture"

const insufficientPrivilege = "42501"

describe.each(LEGACY_SERVERS)("on $name,", ({ variable: server }) => {
  let store: LegacyStoreFixture

  const insertShop = `
  insert into products (id, name, price, medusa_product_id)
    values ('00000000-0000-4000-8000-000000000001', 'Black Suit', 199.99, 'prod_1');
  insert into product_variants (product_id, sku, price, inventory_quantity, medusa_variant_id)
    values ('00000000-0000-4000-8000-000000000001', 'KCT-BLACK-40R-2P', 199.99, 5, 'variant_1');
  insert into orders (stripe_payment_intent, customer_email, customer_name)
    values ('pi_1', 'jo@example.com', 'Jo Doe');
`

  describe("the role medusa_sync", () => {
    beforeAll(async () => {
      store = await openLegacyStore("variants", server)
      await store.admin.query(insertShop)
    })
    afterAll(async () => {
      await store.close()
    })

    it.each([
      [
        "a stock number",
        `update product_variants set inventory_quantity = 4, medusa_stock_version = 7, medusa_synced_at = now()
       where medusa_variant_id = 'variant_1' and coalesce(medusa_stock_version, -1) < 7`,
      ],
      [
        "a style's sum",
        `update products set total_inventory = 4, in_stock = true, medusa_stock_version = 7,
       medusa_synced_at = now() where medusa_product_id = 'prod_1'`,
      ],
      [
        "an order's status",
        `update orders set medusa_order_id = 'order_1', medusa_status = 'shipped', tracking_numbers = '{1Z}',
       tracking_urls = '{https://example.com/1Z}', medusa_synced_at = now() where stripe_payment_intent = 'pi_1'`,
      ],
      [
        "a link to Medusa",
        "update product_variants set medusa_variant_id = 'variant_1' where sku = 'KCT-BLACK-40R-2P'",
      ],
    ])("writes %s through row level security", async (_, sql) => {
      const { rowCount } = await store.sync.query(sql)
      expect(rowCount).toBe(1)
    })

    it("reads sizes and styles to compare them", async () => {
      const { rows } = await store.sync.query(
        `select v.sku, v.size, v.inventory_quantity, v.medusa_stock_version, p.name, p.total_inventory
       from product_variants v join products p on p.id = v.product_id`
      )
      expect(rows).toHaveLength(1)
    })

    it.each([
      ["a customer's e-mail", "select customer_email from orders"],
      [
        "a customer's name",
        "select customer_name from orders where stripe_payment_intent = 'pi_1'",
      ],
      [
        "an address by a condition",
        "select id from orders where shipping_address is null",
      ],
      ["whole orders", "select * from orders"],
      [
        "telephone numbers by counting them",
        "select count(customer_phone) from orders",
      ],
      ["a price", "update product_variants set price = 1"],
      ["a name", "update products set name = 'x'"],
      ["a SKU", "update product_variants set sku = 'x'"],
      [
        "the shop's own status of an order",
        "update orders set status = 'refunded'",
      ],
      ["the amount of an order", "update orders set total_amount = 0"],
      [
        "a customer's e-mail over the old one",
        "update orders set customer_email = 'x'",
      ],
      ["a new product", "insert into products (name, price) values ('x', 1)"],
      ["a new order", "insert into orders (medusa_order_id) values ('x')"],
      ["a deletion", "delete from product_variants"],
      ["a deletion of orders", "delete from orders"],
      ["a truncation", "truncate product_variants"],
      ["a copy of orders", "copy orders to stdout"],
      [
        "a lock that keeps the shop out",
        "do $$ begin lock table orders in access exclusive mode; end $$",
      ],
      ["a new table", "create table mine (id int)"],
      ["a new schema", "create schema mine"],
      ["a new column", "alter table products add column x int"],
      [
        "row level security switched off",
        "alter table orders disable row level security",
      ],
      [
        "a policy of its own",
        "create policy mine on orders for select using (true)",
      ],
      [
        "a trigger",
        "create trigger t before update on orders for each row execute function set_updated_at()",
      ],
      ["rights for others", "grant select on orders to public"],
      ["a new role", "create role mine"],
      ["more rights for itself", "alter role medusa_sync bypassrls"],
      ["the owner's role", "set role postgres"],
      ["the service role", "set role service_role"],
      ["a session of another", "set session authorization postgres"],
      [
        "files of the server",
        "copy (select 1) to '/tmp/medusa-sync-must-not-write'",
      ],
      ["a program on the server", "copy (select 1) to program 'true'"],
      ["password hashes", "select rolpassword from pg_authid"],
    ])("is refused %s", async (_, sql) => {
      await expect(store.sync.query(sql)).rejects.toMatchObject({
        code: insufficientPrivilege,
      })
    })

    it("is refused every other table, also one that is made later", async () => {
      await store.admin.query("create table wishlists (id int)")
      for (const sql of [
        "select * from wishlists",
        "insert into wishlists values (1)",
      ]) {
        await expect(store.sync.query(sql)).rejects.toMatchObject({
          code: insufficientPrivilege,
        })
      }
    })

    it("has none of the attributes that go around rights", async () => {
      const { rows } = await store.admin.query(
        `select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication, rolcanlogin
       from pg_roles where rolname = 'medusa_sync'`
      )
      expect(rows).toEqual([
        {
          rolsuper: false,
          rolbypassrls: false,
          rolcreaterole: false,
          rolcreatedb: false,
          rolreplication: false,
          rolcanlogin: true,
        },
      ])
    })
  })
})

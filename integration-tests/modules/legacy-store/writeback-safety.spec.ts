import {
  LEGACY_SERVERS,
  asRole,
  type LegacyStoreFixture,
  openLegacyStore,
  valueOf,
} from "./legacy-store-fixture"
import { WritebackShop } from "./writeback-shop"

describe.each(LEGACY_SERVERS)("on $name,", ({ variable: server }) => {
  describe("where pg_net is missing", () => {
    let store: LegacyStoreFixture

    beforeAll(async () => {
      store = await openLegacyStore("variants", server)
    })
    afterAll(async () => {
      await store.close()
    })

    it("says so, and does nothing else", async () => {
      expect(
        store.notices.filter((notice) => notice.includes("pg_net"))
      ).toEqual([
        expect.stringContaining("The extension pg_net is not installed here"),
      ])
      expect(
        await valueOf(store.admin, "select to_regnamespace('medusa_writeback')")
      ).toBeNull()
      expect(
        await valueOf(
          store.admin,
          "select count(*)::int from pg_trigger where tgname ~ 'medusa'"
        )
      ).toBe(0)
    })
  })

  describe("the write-back trigger", () => {
    let shop: WritebackShop

    beforeEach(async () => {
      shop = await WritebackShop.open(server)
    })
    afterEach(async () => {
      await shop.close()
    })

    it("sends nothing until address and key are both there", async () => {
      await shop.store.admin.query(
        "delete from medusa_writeback.settings where name = 'medusa_api_key'"
      )
      await shop.edit(
        "update product_variants set inventory_quantity = 9 where sku = 'SKU-1'"
      )
      expect(await shop.bodiesSent()).toEqual([])
      expect(await shop.quantityOf("SKU-1")).toBe(9)
    })

    it("takes address and key from the Vault before the table", async () => {
      await shop.store.admin.query(`
      create schema vault;
      create table vault.decrypted_secrets (name text, decrypted_secret text);
      insert into vault.decrypted_secrets values ('medusa_api_key', 'sk_from_vault');
    `)
      await shop.edit(
        "update product_variants set inventory_quantity = 9 where sku = 'SKU-1'"
      )
      const [request] = await shop.requestsSent()
      expect(request?.headers.Authorization).toBe("Bearer sk_from_vault")
      expect(request?.url).toBe("https://medusa.example.com/admin/inventory")
    })

    it.each([
      ["http://medusa.example.com", 0],
      ["http://localhost.example.com", 0],
      ["http://localhost:9000", 1],
    ])(
      "to %s sends %d messages: the key does not cross a network in the clear",
      async (url, sent) => {
        await shop.configure("medusa_url", url)
        await shop.edit(
          "update product_variants set inventory_quantity = 9 where sku = 'SKU-1'"
        )
        expect(await shop.bodiesSent()).toHaveLength(sent)
        expect(await shop.quantityOf("SKU-1")).toBe(9)
      }
    )

    it.each([
      [
        "pg_net fails",
        `create or replace function net.refuse() returns trigger language plpgsql
         as $$ begin raise exception 'queue full'; end $$;
       create trigger refuse before insert on net.sent execute function net.refuse()`,
      ],
      ["pg_net was removed", "drop schema net cascade"],
      ["the settings are gone", "drop table medusa_writeback.settings"],
      [
        "Medusa's columns are gone",
        "alter table product_variants drop column medusa_stock_version",
      ],
    ])("never makes the shop's own change fail: %s", async (_, fault) => {
      await shop.store.admin.query(fault)
      await shop.edit(
        "update product_variants set inventory_quantity = 9 where sku = 'SKU-1'"
      )
      expect(await shop.quantityOf("SKU-1")).toBe(9)
    })

    it.each(["anon", "authenticated", "service_role", "medusa_sync"])(
      "keeps address and key from the role %s",
      async (role) => {
        const mayLookIn =
          "select has_schema_privilege($1, 'medusa_writeback', 'usage')"
        expect(await valueOf(shop.store.admin, mayLookIn, [role])).toBe(false)
        for (const sql of [
          "select * from medusa_writeback.settings",
          "select medusa_writeback.setting('medusa_api_key')",
        ]) {
          await expect(
            asRole(shop.store.admin, role, () => shop.store.admin.query(sql))
          ).rejects.toMatchObject({
            code: "42501",
          })
        }
      }
    )
  })
})

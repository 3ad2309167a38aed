import { runSqlFile } from "../../../scripts/legacy-store"
import {
  LEGACY_SERVERS,
  type LegacyStoreFixture,
  openLegacyStore,
  valueOf,
} from "./legacy-store-fixture"

const insufficientPrivilege = "42501"
const roleSql = "supabase/02-sync-role.sql"

describe.each(LEGACY_SERVERS)("on $name,", ({ variable: server }) => {
  let store: LegacyStoreFixture

  describe("the SQL for the role", () => {
    beforeEach(async () => {
      store = await openLegacyStore("variants", server)
    })
    afterEach(async () => {
      await store.close()
    })

    it("contains no password, and sets none", async () => {
      const passwordOf =
        "select rolpassword from pg_authid where rolname = 'medusa_sync'"
      const before = await valueOf(store.admin, passwordOf)
      await runSqlFile(store.admin, roleSql)
      expect(await valueOf(store.admin, passwordOf)).toBe(before)
    })

    it("lets the role sign in, also where it was made without that", async () => {
      await store.admin.query("alter role medusa_sync nologin")
      await runSqlFile(store.admin, roleSql)
      const canLogin =
        "select rolcanlogin from pg_roles where rolname = 'medusa_sync'"
      expect(await valueOf(store.admin, canLogin)).toBe(true)
    })

    it("takes away rights that were given by hand", async () => {
      await store.admin.query("grant select, delete on orders to medusa_sync")
      await runSqlFile(store.admin, roleSql)
      await expect(
        store.sync.query("select customer_email from orders")
      ).rejects.toMatchObject({
        code: insufficientPrivilege,
      })
      await expect(
        store.sync.query("delete from orders")
      ).rejects.toMatchObject({
        code: insufficientPrivilege,
      })
    })

    it("refuses a role that goes around row level security", async () => {
      await store.admin.query("alter role medusa_sync bypassrls")
      try {
        await expect(runSqlFile(store.admin, roleSql)).rejects.toThrow(
          "The role medusa_sync has rights that go around this file"
        )
      } finally {
        await store.admin.query("alter role medusa_sync nobypassrls")
      }
    })

    it("refuses a role that has another role's rights", async () => {
      await store.admin.query("grant service_role to medusa_sync")
      try {
        await expect(runSqlFile(store.admin, roleSql)).rejects.toThrow(
          "is a member of another role"
        )
      } finally {
        await store.admin.query("revoke service_role from medusa_sync")
      }
    })

    it("says what everybody may do, and so the role too", async () => {
      await store.admin.query("grant delete on orders to public")
      const notices = await runSqlFile(store.admin, roleSql)
      expect(notices).toEqual([
        expect.stringContaining(
          "may DELETE in public.orders. Consider: revoke delete on public.orders from public"
        ),
      ])
    })

    it("gives rights to a column that the shop added later, when it is run again", async () => {
      await store.admin.query(
        "alter table products add column quantity integer"
      )
      const update = "update products set quantity = 1"
      await expect(store.sync.query(update)).rejects.toMatchObject({
        code: insufficientPrivilege,
      })
      await runSqlFile(store.admin, roleSql)
      await expect(store.sync.query(update)).resolves.toBeDefined()
    })

    it("puts back a policy that was dropped, without which no row could be written", async () => {
      await store.admin.query(
        `insert into products (name, price, medusa_product_id) values ('Tie', 9, 'prod_1');
         drop policy medusa_sync_update on products`
      )
      const update = "update products set total_inventory = 1"
      expect((await store.sync.query(update)).rowCount).toBe(0)
      await runSqlFile(store.admin, roleSql)
      expect((await store.sync.query(update)).rowCount).toBe(1)
    })

    it("leaves the role no right here when it is taken back", async () => {
      await runSqlFile(store.admin, "supabase/02-sync-role-undo.sql")
      await expect(
        store.sync.query("select id from products")
      ).rejects.toThrow()
      const usedElsewhere = await valueOf(
        store.admin,
        "select count(*)::int from pg_shdepend where refobjid = to_regrole('medusa_sync')"
      )
      const roleIsThere =
        (await valueOf(store.admin, "select to_regrole('medusa_sync')")) !==
        null
      expect(roleIsThere).toBe(Number(usedElsewhere) > 0)
    })
  })
})

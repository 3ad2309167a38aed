import {
  createLegacyStore,
  runSqlFile,
  supabaseSqlFiles,
  supabaseUndoSqlFiles,
} from "../../../scripts/legacy-store"
import { describeDatabase } from "./catalog-of-database"
import {
  LEGACY_SERVERS,
  asRole,
  type LegacyStoreFixture,
  openLegacyStore,
  syncPassword,
  valueOf,
} from "./legacy-store-fixture"
import { installPgNetStandIn } from "../../helpers/pg-net-stand-in"

describe.each(LEGACY_SERVERS)("on $name,", ({ variable: server }) => {
  let store: LegacyStoreFixture

  afterEach(async () => {
    await store.close()
  })

  const runAll = async (files: readonly string[]): Promise<string[]> => {
    const notices: string[] = []
    for (const file of files) {
      notices.push(...(await runSqlFile(store.admin, file)))
    }
    return notices
  }

  describe.each(["variants", "products"] as const)(
    "the SQL for a shop with the preset %s",
    (preset) => {
      beforeEach(async () => {
        store = await openLegacyStore(preset, server)
        await installPgNetStandIn(store.admin)
        await runAll(supabaseSqlFiles)
      })

      it("changes nothing when it is run again", async () => {
        const once = await describeDatabase(store.admin)
        expect(once.triggers?.join()).toContain("medusa_report_stock_edits")
        expect(once.rights?.length).toBeGreaterThan(5)

        await runAll(supabaseSqlFiles)
        expect(await describeDatabase(store.admin)).toEqual(once)
      })

      it("is taken back without a trace by the undo files, which can be run again too", async () => {
        await runAll(supabaseUndoSqlFiles)
        const undone = await describeDatabase(store.admin)
        await runAll(supabaseUndoSqlFiles)

        expect(await describeDatabase(store.admin)).toEqual(undone)
        expect(JSON.stringify(undone)).not.toMatch(/medusa/i)
      })

      it("can be run after it was taken back", async () => {
        const before = await describeDatabase(store.admin)
        await runAll(supabaseUndoSqlFiles)
        await createLegacyStore(store.adminUrl, {
          preset,
          syncPassword,
          withCatalog: false,
        })
        expect(await describeDatabase(store.admin)).toEqual(before)
      })
    }
  )

  describe("an owner who is no superuser, as on Supabase", () => {
    it("can run every file, and take it back", async () => {
      store = await openLegacyStore("variants", server)
      await runAll(supabaseUndoSqlFiles)
      await installPgNetStandIn(store.admin)
      await becomeOwner("shop_owner")
      try {
        await asRole(store.admin, "shop_owner", async () => {
          await runAll(supabaseSqlFiles)
          await runAll(supabaseSqlFiles)
          const installed = await describeDatabase(store.admin)
          expect(installed.triggers?.join()).toContain(
            "medusa_report_stock_edits"
          )
          await runAll(supabaseUndoSqlFiles)
        })
        expect(JSON.stringify(await describeDatabase(store.admin))).not.toMatch(
          /medusa/i
        )
      } finally {
        await store.admin.query(
          "reassign owned by shop_owner to current_user; drop owned by shop_owner; drop role shop_owner"
        )
      }
    })

    const becomeOwner = async (role: string): Promise<void> => {
      await store.admin.query(`
      create role ${role} createrole;
      alter schema public owner to ${role};
      alter table products owner to ${role};
      alter table product_variants owner to ${role};
      alter table orders owner to ${role};
      grant usage on schema net to ${role};
      grant all on net.sent to ${role};
      do $$ begin
        execute format('alter database %I owner to ${role}', current_database());
        if to_regrole('medusa_sync') is not null then
          grant medusa_sync to ${role} with admin option;
        end if;
      end $$;
    `)
    }
  })

  describe("the columns of Medusa", () => {
    it("are the ones that the backend relies on", async () => {
      store = await openLegacyStore("variants", server)
      const { columns } = await describeDatabase(store.admin)
      expect(
        columns?.filter((column) => / (medusa|tracking)_/.test(column))
      ).toEqual([
        "orders medusa_order_id text",
        "orders medusa_order_version bigint",
        "orders medusa_status text",
        "orders medusa_synced_at timestamp with time zone",
        "orders tracking_numbers text[]",
        "orders tracking_urls text[]",
        "product_variants medusa_stock_version bigint",
        "product_variants medusa_synced_at timestamp with time zone",
        "product_variants medusa_variant_id text",
        "products medusa_product_id text",
        "products medusa_stock_version bigint",
        "products medusa_synced_at timestamp with time zone",
        "products medusa_variant_id text",
      ])
    })

    it("say which tables a small shop lacks, once each", async () => {
      store = await openLegacyStore("products", server)
      const notices = await runSqlFile(store.admin, supabaseSqlFiles[0])
      expect(notices).toEqual([
        "There is no table public.product_variants: it is passed over",
        "There is no table public.orders: it is passed over",
      ])
    })

    it("refuse a second row for the same variant", async () => {
      store = await openLegacyStore("products", server)
      const insert =
        "insert into products (name, price, medusa_variant_id) values ('Tie', 9, $1)"
      await store.admin.query(insert, ["variant_1"])
      await store.admin.query(insert, [null])
      await store.admin.query(insert, [null])
      await expect(
        store.admin.query(insert, ["variant_1"])
      ).rejects.toMatchObject({ code: "23505" })
    })

    it("leave alone a column of the shop that has the same name, also when taken back", async () => {
      store = await openLegacyStore("variants", server)
      await runAll(supabaseUndoSqlFiles)
      await store.admin.query(
        "alter table orders add column tracking_numbers text[]"
      )
      await runAll(supabaseSqlFiles)
      await runAll(supabaseUndoSqlFiles)
      expect(await columnExists("tracking_numbers")).toBe(true)
      expect(await columnExists("tracking_urls")).toBe(false)
    })

    it("are not added at all where one of them is there with another type", async () => {
      store = await openLegacyStore("variants", server)
      await runAll(supabaseUndoSqlFiles)
      await store.admin.query(
        "alter table orders add column tracking_urls jsonb"
      )
      await expect(
        runSqlFile(store.admin, supabaseSqlFiles[0])
      ).rejects.toThrow(
        "supabase/01-medusa-columns.sql: public.orders.tracking_urls is there already with type jsonb"
      )
      expect(await columnExists("medusa_order_id")).toBe(false)
    })

    const columnExists = async (column: string): Promise<boolean> =>
      (await valueOf(
        store.admin,
        "select count(*)::int from information_schema.columns where table_name = 'orders' and column_name = $1",
        [column]
      )) === 1
  })
})

import { installPgNetStandIn } from "../../helpers/pg-net-stand-in"
import { runSqlFile } from "../../../scripts/legacy-store"
import {
  LEGACY_SERVERS,
  type LegacyStoreFixture,
  openLegacyStore,
  valueOf,
} from "./legacy-store-fixture"
import { MAY_READ, MAY_WRITE, allColumns, tryOut } from "./rights-of-sync-role"

const insufficientPrivilege = "42501"

/** What may stand in the shop's database besides: its own tables, in its own schemas. */
const OTHER_THINGS = `
  CREATE TABLE public.customers (id uuid, email text);
  CREATE VIEW public.order_mails AS SELECT id, customer_email FROM public.orders;
  CREATE MATERIALIZED VIEW public.sales AS SELECT count(*) AS orders FROM public.orders;
  CREATE SCHEMA auth;
  CREATE TABLE auth.users (id uuid, encrypted_password text);
  CREATE SEQUENCE public.invoice_numbers;
  CREATE TABLE public.priced (LIKE public.product_variants INCLUDING ALL);
  CREATE FUNCTION public.pay_out() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1';
  REVOKE ALL ON FUNCTION public.pay_out() FROM PUBLIC;`

/** The role tries everything that its file does not give it. */
describe.each(LEGACY_SERVERS)(
  "medusa_sync on $name is refused",
  ({ variable: server }) => {
    let store: LegacyStoreFixture

    beforeAll(async () => {
      store = await openLegacyStore("variants", server)
      await installPgNetStandIn(store.admin)
      await runSqlFile(store.admin, "supabase/03-writeback-trigger.sql")
      await store.admin.query(OTHER_THINGS)
    })

    afterAll(async () => {
      await store.close()
    })

    /** The statements that are not answered as `allowed` says. */
    async function answeredOtherwise(
      statements: readonly { sql: string; allowed: boolean }[]
    ): Promise<unknown[]> {
      const wrong: unknown[] = []
      for (const { sql, allowed } of statements) {
        const { code } = await tryOut(store.sync, sql)
        if (code !== (allowed ? null : insufficientPrivilege)) {
          wrong.push({ sql, allowed, code })
        }
      }
      return wrong
    }

    it("to read or to write every column that is not listed, of every table", async () => {
      const columns = await allColumns(store.admin)
      expect(columns.length).toBeGreaterThan(60)
      const statements = columns.flatMap(({ table, column }) => {
        const reads = MAY_READ[table]?.includes(column) ?? false
        const writes = MAY_WRITE[table]?.includes(column) ?? false
        return [
          { sql: `SELECT ${column} FROM ${table}`, allowed: reads },
          {
            sql: `SELECT 1 FROM ${table} WHERE ${column} IS NULL`,
            allowed: reads,
          },
          {
            // Not every type has an order of its own, but every one has a text.
            sql: `SELECT 1 FROM ${table} ORDER BY ${column}::text`,
            allowed: reads,
          },
          {
            sql: `COPY (SELECT ${column} FROM ${table}) TO STDOUT`,
            allowed: reads,
          },
          {
            sql: `UPDATE ${table} SET ${column} = NULL WHERE false`,
            allowed: writes,
          },
          {
            sql: `INSERT INTO ${table} (${column}) VALUES (NULL)`,
            allowed: false,
          },
        ]
      })
      // COPY would wait for a reader: what it may read it may also copy, and that says nothing new.
      const asked = statements.filter(
        ({ sql, allowed }) => !(allowed && sql.startsWith("COPY"))
      )
      expect(await answeredOtherwise(asked)).toEqual([])
    })

    it("whatever else can be done to a table", async () => {
      const tables = [
        ...new Set((await allColumns(store.admin)).map(({ table }) => table)),
      ]
      const refused = tables.flatMap((table) => [
        `SELECT * FROM ${table}`,
        `DELETE FROM ${table}`,
        `TRUNCATE ${table}`,
        `ALTER TABLE ${table} ADD COLUMN mine int`,
        `DROP TABLE ${table}`,
        `ALTER TABLE ${table} OWNER TO medusa_sync`,
        `CREATE TRIGGER mine AFTER UPDATE ON ${table} EXECUTE FUNCTION public.set_updated_at()`,
        `CREATE RULE mine AS ON UPDATE TO ${table} DO INSTEAD NOTHING`,
        `CREATE POLICY mine ON ${table} USING (true)`,
        `CREATE INDEX ON ${table} ((1))`,
        `COMMENT ON TABLE ${table} IS 'mine'`,
        `LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`,
        `GRANT ALL ON ${table} TO PUBLIC`,
      ])
      const answers = await Promise.all(
        refused.map(async (sql) => [sql, (await once(sql)).code])
      )
      // A view is no table: some statements are wrong before anybody asks who may do them.
      const wrongKind = ["42809", "0A000"]
      expect(
        answers.filter(
          ([, code]) =>
            code !== insufficientPrivilege && !wrongKind.includes(String(code))
        )
      ).toEqual([])
    })

    let chain: Promise<unknown> = Promise.resolve()
    /** One after the other: they share a connection. */
    function once(sql: string): ReturnType<typeof tryOut> {
      const next = chain.then(() => tryOut(store.sync, sql))
      chain = next.catch(() => undefined)
      return next
    }

    it.each([
      "SET ROLE postgres",
      "SET ROLE service_role",
      "SET ROLE authenticated",
      "SET ROLE anon",
      "SET SESSION AUTHORIZATION postgres",
      "CREATE ROLE mine",
      "DROP ROLE anon",
      "ALTER ROLE medusa_sync SUPERUSER",
      "ALTER ROLE medusa_sync BYPASSRLS",
      "ALTER ROLE medusa_sync CREATEROLE",
      "ALTER ROLE medusa_sync CREATEDB",
      "ALTER ROLE medusa_sync REPLICATION",
      "ALTER ROLE medusa_sync CONNECTION LIMIT -1",
      "ALTER ROLE medusa_sync VALID UNTIL 'infinity'",
      "ALTER ROLE service_role PASSWORD 'mine'",
      "ALTER ROLE ALL SET search_path = mine",
      "GRANT service_role TO medusa_sync",
      "GRANT medusa_sync TO anon",
      "SELECT pg_reload_conf()",
      "SET session_replication_role = replica",
      "SET log_statement = 'none'",
      "CREATE SCHEMA mine",
      "CREATE TABLE public.mine (id int)",
      "CREATE VIEW public.mine AS SELECT 1",
      "CREATE SEQUENCE public.mine",
      "CREATE TYPE public.mine AS ENUM ('a')",
      "CREATE FUNCTION public.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
      "CREATE FUNCTION pg_temp.mine() RETURNS int LANGUAGE c AS 'libc', 'system'",
      "CREATE OR REPLACE FUNCTION public.set_updated_at() RETURNS trigger LANGUAGE plpgsql AS $$ begin return null; end $$",
      "CREATE EXTENSION pgcrypto",
      "CREATE EXTENSION dblink",
      "CREATE FOREIGN DATA WRAPPER mine",
      "CREATE PUBLICATION mine FOR ALL TABLES",
      "CREATE EVENT TRIGGER mine ON ddl_command_start EXECUTE FUNCTION public.set_updated_at()",
      "DROP FUNCTION public.set_updated_at() CASCADE",
      "SELECT public.pay_out()",
      "SELECT nextval('public.invoice_numbers')",
      "SELECT medusa_writeback.setting('medusa_api_key')",
      "SELECT net.http_post('https://example.com')",
      "COPY (SELECT 1) TO '/tmp/medusa-sync-must-not-write'",
      "COPY (SELECT 1) TO PROGRAM 'true'",
      "COPY public.products FROM PROGRAM 'true'",
      "SELECT pg_read_file('/etc/passwd')",
      "SELECT pg_read_binary_file('/etc/passwd')",
      "SELECT pg_ls_dir('.')",
      "SELECT pg_stat_file('/etc/passwd')",
      "SELECT lo_import('/etc/passwd')",
      "SELECT lo_export(1, '/tmp/medusa-sync-must-not-write')",
      "SELECT rolpassword FROM pg_authid",
      "SELECT passwd FROM pg_shadow",
      "SELECT * FROM pg_user_mapping",
      "SELECT pg_promote()",
      "SELECT pg_switch_wal()",
      "SELECT pg_create_logical_replication_slot('mine', 'pgoutput')",
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'postgres' LIMIT 1",
      "ALTER DEFAULT PRIVILEGES FOR ROLE postgres GRANT ALL ON TABLES TO medusa_sync",
      "REASSIGN OWNED BY postgres TO medusa_sync",
      "REINDEX TABLE public.orders",
      "CHECKPOINT",
    ])("%s", async (sql) => {
      expect(await tryOut(store.sync, sql)).toEqual({
        sql,
        code: insufficientPrivilege,
      })
    })

    it.each([
      "CREATE DATABASE mine",
      "DROP DATABASE postgres",
      "CREATE TABLESPACE mine LOCATION '/tmp'",
      "ALTER SYSTEM SET work_mem = '1GB'",
    ])("%s, which knows no transaction", async (sql) => {
      await expect(store.sync.query(sql)).rejects.toMatchObject({
        code: insufficientPrivilege,
      })
    })

    it("to hand on what it may do itself", async () => {
      const rights = `SELECT array_agg(attacl::text ORDER BY attnum) FROM pg_attribute
         WHERE attrelid = 'public.product_variants'::regclass`
      const before = await valueOf(store.admin, rights)
      // PostgreSQL only warns, and grants nothing.
      await store.sync.query(
        "GRANT SELECT (sku), UPDATE (inventory_quantity) ON public.product_variants TO PUBLIC"
      )
      expect(await valueOf(store.admin, rights)).toEqual(before)
    })
  }
)

/*
 * PostgreSQL gives these to whoever may sign in. None of them shows or changes anything of the shop;
 * what they can do is cost time and space, as any connection can.
 */
describe.each(LEGACY_SERVERS)(
  "medusa_sync on $name cannot be kept from",
  ({ variable: server }) => {
    let store: LegacyStoreFixture

    beforeAll(async () => {
      store = await openLegacyStore("variants", server)
    })

    afterAll(async () => {
      await store.close()
    })

    it.each([
      ["a new password of its own", "ALTER ROLE medusa_sync PASSWORD 'mine'"],
      ["settings of its own", "ALTER ROLE medusa_sync SET work_mem = '8MB'"],
      ["a longer time limit", "SET statement_timeout = 0"],
      [
        "a table that only it sees, until it leaves",
        "CREATE TEMP TABLE mine (id int)",
      ],
      ["the names of tables and columns", "SELECT attname FROM pg_attribute"],
      ["functions that everybody may call", "SELECT pg_sleep(0)"],
      ["code that runs with its own rights", "DO $$ BEGIN PERFORM 1; END $$"],
      [
        "a lock on rows that it may write",
        "SELECT id FROM product_variants FOR NO KEY UPDATE",
      ],
      [
        "a lock that only means something to who asks for it",
        "SELECT pg_advisory_xact_lock(1)",
      ],
      ["a message to who listens", "NOTIFY mine"],
      ["a large object of its own", "SELECT lo_create(0)"],
    ])("%s", async (_, sql) => {
      expect(await tryOut(store.sync, sql)).toEqual({ sql, code: null })
    })
  }
)

import { runSqlFile } from "../../../scripts/legacy-store"
import {
  asRole,
  type LegacyStoreFixture,
  openLegacyStore,
  valueOf,
} from "./legacy-store-fixture"
import { installPgNetStandIn, takeSentRequests } from "./pg-net-stand-in"

const triggerSql = "supabase/03-writeback-trigger.sql"
const styleId = "00000000-0000-4000-8000-000000000001"

let store: LegacyStoreFixture

const configure = (name: string, value: string) =>
  store.admin.query(
    `insert into medusa_writeback.settings (name, value) values ($1, $2)
     on conflict (name) do update set value = excluded.value`,
    [name, value]
  )

const insertVariants = (count: number) =>
  store.admin.query(
    `insert into product_variants (product_id, sku, price, inventory_quantity, medusa_variant_id, medusa_stock_version)
     select $1, 'SKU-' || n, 10, 5, 'variant_' || n, 3 from generate_series(1, $2::int) as n`,
    [styleId, count]
  )

const quantityOf = (sku: string) =>
  valueOf(
    store.admin,
    "select inventory_quantity from product_variants where sku = $1",
    [sku]
  )

/** As the shop's own code and Supabase's table editor write. */
const editInTheShop = (sql: string) =>
  asRole(store.admin, "service_role", () => store.admin.query(sql))

const bodiesSent = async () =>
  (await takeSentRequests(store.admin)).map(({ body }) => body)

describe("where pg_net is missing", () => {
  beforeAll(async () => {
    store = await openLegacyStore()
  })
  afterAll(async () => {
    await store.close()
  })

  it("says so, and does nothing else", async () => {
    expect(store.notices.filter((notice) => notice.includes("pg_net"))).toEqual(
      [expect.stringContaining("The extension pg_net is not installed here")]
    )
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
  beforeEach(async () => {
    store = await openLegacyStore()
    await installPgNetStandIn(store.admin)
    await runSqlFile(store.admin, triggerSql)
    await configure("medusa_url", "https://medusa.example.com/")
    await configure("medusa_api_key", "sk_secret")
    await store.admin.query(
      "insert into products (id, name, price) values ($1, 'Suit', 10)",
      [styleId]
    )
    await insertVariants(2)
  })
  afterEach(async () => {
    await store.close()
  })

  it("reports a number that a person changed, with the last version they can have seen", async () => {
    await editInTheShop(
      "update product_variants set inventory_quantity = 9 where sku = 'SKU-1'"
    )
    expect(await takeSentRequests(store.admin)).toEqual([
      {
        url: "https://medusa.example.com/admin/inventory",
        body: { variant_id: "variant_1", quantity: 9, version: 3 },
        headers: {
          "Content-Type": "application/json",
          Authorization: "Bearer sk_secret",
        },
      },
    ])
  })

  it("stays silent for what the sync writes, with or without a version", async () => {
    await store.sync.query(
      "update product_variants set inventory_quantity = 9, medusa_stock_version = 4 where medusa_variant_id = 'variant_1'"
    )
    await store.sync.query("update product_variants set inventory_quantity = 8")
    expect(await quantityOf("SKU-1")).toBe(8)
    expect(await bodiesSent()).toEqual([])
  })

  it("stays silent for a write that counts the version up under another role", async () => {
    await editInTheShop(
      "update product_variants set inventory_quantity = 9, medusa_stock_version = 4 where sku = 'SKU-1'"
    )
    expect(await bodiesSent()).toEqual([])
  })

  it.each([
    ["back", "2"],
    ["to nothing", "null"],
  ])("reports an upload that sets the version %s", async (_, version) => {
    await editInTheShop(
      `update product_variants set inventory_quantity = 9, medusa_stock_version = ${version} where sku = 'SKU-1'`
    )
    expect(await bodiesSent()).toEqual([
      { variant_id: "variant_1", quantity: 9, version: 3 },
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
    await editInTheShop(sql)
    expect(await bodiesSent()).toEqual([])
  })

  it("reports only the rows of a statement that changed", async () => {
    await editInTheShop(
      "update product_variants set inventory_quantity = case sku when 'SKU-2' then 1 else inventory_quantity end"
    )
    expect(await bodiesSent()).toEqual([
      { variant_id: "variant_2", quantity: 1, version: 3 },
    ])
  })

  it("reports an upsert, as the shop's client library writes it", async () => {
    await editInTheShop(
      `insert into product_variants (product_id, sku, price, inventory_quantity)
       values ('${styleId}', 'SKU-2', 10, 0)
       on conflict (sku) do update set inventory_quantity = excluded.inventory_quantity`
    )
    expect(await bodiesSent()).toEqual([
      { variant_id: "variant_2", quantity: 0, version: 3 },
    ])
  })

  it("sends an import of many rows in messages of two hundred", async () => {
    await store.admin.query("delete from product_variants")
    await insertVariants(450)
    await editInTheShop("update product_variants set inventory_quantity = 6")
    const bodies = (await bodiesSent()) as {
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
    await store.admin.query(
      "update product_variants set medusa_variant_id = null, medusa_stock_version = null"
    )
    await store.admin.query(
      "update product_variants set sku = null where sku = 'SKU-2'"
    )
    await editInTheShop("update product_variants set inventory_quantity = 2")
    expect(await bodiesSent()).toEqual([{ sku: "SKU-1", quantity: 2 }])
  })

  it("sends nothing until address and key are both there", async () => {
    await store.admin.query(
      "delete from medusa_writeback.settings where name = 'medusa_api_key'"
    )
    await editInTheShop(
      "update product_variants set inventory_quantity = 9 where sku = 'SKU-1'"
    )
    expect(await bodiesSent()).toEqual([])
    expect(await quantityOf("SKU-1")).toBe(9)
  })

  it("takes address and key from the Vault before the table", async () => {
    await store.admin.query(`
      create schema vault;
      create table vault.decrypted_secrets (name text, decrypted_secret text);
      insert into vault.decrypted_secrets values ('medusa_api_key', 'sk_from_vault');
    `)
    await editInTheShop(
      "update product_variants set inventory_quantity = 9 where sku = 'SKU-1'"
    )
    const [request] = await takeSentRequests(store.admin)
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
      await configure("medusa_url", url)
      await editInTheShop(
        "update product_variants set inventory_quantity = 9 where sku = 'SKU-1'"
      )
      expect(await bodiesSent()).toHaveLength(sent)
      expect(await quantityOf("SKU-1")).toBe(9)
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
    await store.admin.query(fault)
    await editInTheShop(
      "update product_variants set inventory_quantity = 9 where sku = 'SKU-1'"
    )
    expect(await quantityOf("SKU-1")).toBe(9)
  })

  it.each(["anon", "authenticated", "service_role", "medusa_sync"])(
    "keeps address and key from the role %s",
    async (role) => {
      for (const sql of [
        "select * from medusa_writeback.settings",
        "select medusa_writeback.setting('medusa_api_key')",
      ]) {
        await expect(
          asRole(store.admin, role, () => store.admin.query(sql))
        ).rejects.toMatchObject({
          code: "42501",
        })
      }
    }
  )
})

describe("the write-back trigger in a small shop", () => {
  it("watches the quantity of the one table", async () => {
    store = await openLegacyStore("products")
    try {
      await installPgNetStandIn(store.admin)
      await runSqlFile(store.admin, triggerSql)
      await configure("medusa_url", "https://medusa.example.com")
      await configure("medusa_api_key", "sk_secret")
      await store.admin.query(
        "insert into products (name, sku, price, quantity, medusa_variant_id) values ('Tie', 'TIE', 9, 4, 'variant_1')"
      )
      await editInTheShop("update products set quantity = 3")
      await store.sync.query(
        "update products set quantity = 2, medusa_stock_version = 1"
      )
      expect(await bodiesSent()).toEqual([
        { variant_id: "variant_1", quantity: 3 },
      ])
    } finally {
      await store.close()
    }
  })
})

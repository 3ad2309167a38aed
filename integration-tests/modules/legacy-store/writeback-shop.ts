import { runSqlFile } from "../../../scripts/legacy-store"
import {
  asRole,
  type LegacyServer,
  type LegacyStoreFixture,
  openLegacyStore,
  valueOf,
} from "./legacy-store-fixture"
import {
  installPgNetStandIn,
  type SentRequest,
  takeSentRequests,
} from "../../helpers/pg-net-stand-in"

/** The style that both sizes belong to. */
export const styleId = "00000000-0000-4000-8000-000000000001"

/** A legacy store with the write-back trigger on, and what a suite does with it. */
export class WritebackShop {
  private constructor(readonly store: LegacyStoreFixture) {}

  /** Two sizes, SKU-1 and SKU-2, of which five each are left, written by the sync as version 3. */
  static async open(server?: LegacyServer["variable"]): Promise<WritebackShop> {
    const shop = await WritebackShop.openEmpty("variants", server)
    await shop.store.admin.query(
      "insert into products (id, name, price) values ($1, 'Suit', 10)",
      [styleId]
    )
    await shop.insertVariants(2)
    return shop
  }

  static async openEmpty(
    preset: "variants" | "products",
    server?: LegacyServer["variable"]
  ): Promise<WritebackShop> {
    const shop = new WritebackShop(await openLegacyStore(preset, server))
    await installPgNetStandIn(shop.store.admin)
    await runSqlFile(shop.store.admin, "supabase/03-writeback-trigger.sql")
    await shop.configure("medusa_url", "https://medusa.example.com/")
    await shop.configure("medusa_api_key", "sk_secret")
    return shop
  }

  async configure(name: string, value: string): Promise<void> {
    await this.store.admin.query(
      `insert into medusa_writeback.settings (name, value) values ($1, $2)
       on conflict (name) do update set value = excluded.value`,
      [name, value]
    )
  }

  /** @param after so many that are there already */
  async insertVariants(count: number, after = 0): Promise<void> {
    await this.store.admin.query(
      `insert into product_variants
         (product_id, sku, price, inventory_quantity, medusa_variant_id, medusa_stock_version)
       select $1, 'SKU-' || n, 10, 5, 'variant_' || n, 3 from generate_series($3::int + 1, $3::int + $2::int) as n`,
      [styleId, count, after]
    )
  }

  /** As the shop's own code and Supabase's table editor write. */
  async edit(sql: string): Promise<void> {
    await asRole(this.store.admin, "service_role", () =>
      this.store.admin.query(sql)
    )
  }

  quantityOf(sku: string): Promise<unknown> {
    return valueOf(
      this.store.admin,
      "select inventory_quantity from product_variants where sku = $1",
      [sku]
    )
  }

  requestsSent(): Promise<SentRequest[]> {
    return takeSentRequests(this.store.admin)
  }

  async bodiesSent(): Promise<unknown[]> {
    return (await this.requestsSent()).map(({ body }) => body)
  }

  close(): Promise<void> {
    return this.store.close()
  }
}

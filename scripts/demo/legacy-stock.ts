import { Client, escapeIdentifier as quote } from "pg"
import { LEGACY_STORE_MAPPINGS } from "../../src/config/legacy-store"
import { legacyConnection } from "../../src/modules/supabase-sync/domain/legacy-connection"
import type { LegacyStockTable } from "../../src/modules/supabase-sync/types"
import { DemoError } from "./demo-error"

export type LegacyNumber = {
  quantity: number
  /** When the number was last written from Medusa; null where it never was. */
  syncedAt: Date | null
}

/** Reads the legacy store's own numbers, as the live storefront does. */
export class LegacyStock {
  private constructor(
    private readonly client: Client,
    private readonly table: LegacyStockTable
  ) {}

  /** @throws DemoError where the legacy store cannot be reached. */
  static async connect(url: string): Promise<LegacyStock> {
    const client = new Client({
      ...legacyConnection(url, undefined),
      connectionTimeoutMillis: 5_000,
    })
    try {
      await client.connect()
      const { rows } = await client.query<{ has_variants: boolean }>(
        "SELECT to_regclass('product_variants') IS NOT NULL AS has_variants"
      )
      const preset = rows[0]?.has_variants ? "variants" : "products"
      return new LegacyStock(client, LEGACY_STORE_MAPPINGS[preset].sellable)
    } catch (cause) {
      await client.end().catch(() => undefined)
      throw new DemoError(
        "The legacy store's database cannot be reached. Does «npm run up» still run?",
        { cause }
      )
    }
  }

  /** The number of each variant; a variant that has no row there is missing. */
  async read(
    variantIds: readonly string[]
  ): Promise<Map<string, LegacyNumber>> {
    const { table, key, quantity, syncedAt } = this.table
    const { rows } = await this.client.query<LegacyNumber & { id: string }>(
      `SELECT ${quote(key)} AS id, ${quote(quantity)} AS quantity, ${quote(syncedAt)} AS "syncedAt"
       FROM ${quote(table)} WHERE ${quote(key)} = ANY($1)`,
      [variantIds]
    )
    return new Map(rows.map(({ id, ...number }) => [id, number]))
  }

  close(): Promise<void> {
    return this.client.end()
  }
}

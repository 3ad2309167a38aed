import { type Pool, escapeIdentifier as quote, escapeLiteral } from "pg"
import type { LegacyRow } from "../reconcile-types"
import type {
  LegacyStockTable,
  LegacyStoreMapping,
  StockItemKind,
} from "../types"
import { arrayLiteral, askLegacyStore, nameOfTable } from "./legacy-statement"

type Row = {
  id: string
  quantity: number | null
  in_stock?: boolean | null
  version: string | null
}

/**
 * Reads stock from the legacy store, and only the columns of the mapping. For one run of comparing:
 * which columns there are is looked up once.
 *
 * Everything throws a WorkError where the store cannot be reached or refuses.
 */
export class LegacyReader {
  private readonly inStock = new Map<StockItemKind, Promise<string>>()

  constructor(
    private readonly pool: Pool,
    private readonly mapping: LegacyStoreMapping
  ) {}

  /**
   * The rows after an id, in the order that the database there sorts ids in. All rows of an id are
   * on one page, which may so be longer than the limit.
   *
   * @param after the last id of the page before; null for the first page
   */
  async page(
    kind: StockItemKind,
    after: string | null,
    limit: number
  ): Promise<LegacyRow[]> {
    const key = `legacy.${quote(this.tableOf(kind).key)}`
    const isAfter = after === null ? "" : `AND ${key} > ${escapeLiteral(after)}`
    return this.select(
      kind,
      `${key} IS NOT NULL ${isAfter}
       ORDER BY ${key} FETCH FIRST ${Math.trunc(limit)} ROWS WITH TIES`
    )
  }

  /** The rows that carry one of the ids, in any order. */
  async rowsOf(
    kind: StockItemKind,
    ids: readonly string[]
  ): Promise<LegacyRow[]> {
    if (ids.length === 0) {
      return []
    }
    const key = `legacy.${quote(this.tableOf(kind).key)}`
    return this.select(kind, `${key} = ANY(${arrayLiteral(ids)}::text[])`)
  }

  /** How many rows carry an id of Medusa's. */
  async count(kind: StockItemKind): Promise<number> {
    const table = this.tableOf(kind)
    const [row] = await askLegacyStore<{ count: number }>(
      this.pool,
      `SELECT count(${quote(table.key)})::float8 AS count FROM ${nameOfTable(table)}`
    )
    return row?.count ?? 0
  }

  private async select(
    kind: StockItemKind,
    where: string
  ): Promise<LegacyRow[]> {
    const table = this.tableOf(kind)
    const rows = await askLegacyStore<Row>(
      this.pool,
      `SELECT legacy.${quote(table.key)} AS id,
              legacy.${quote(table.quantity)}::float8 AS quantity,
              ${await this.inStockOf(kind)}
              legacy.${quote(table.version)}::text AS version
       FROM ${nameOfTable(table)} AS legacy WHERE ${where}`
    )
    return rows.map(({ id, quantity, in_stock: inStock, version }) => ({
      id,
      quantity,
      inStock,
      version,
    }))
  }

  /** The piece of SQL that reads whether it is in stock; empty where there is no such column. */
  private inStockOf(kind: StockItemKind): Promise<string> {
    const known = this.inStock.get(kind)
    if (known) {
      return known
    }
    const found = this.findInStock(this.tableOf(kind))
    this.inStock.set(kind, found)
    return found
  }

  private async findInStock(table: LegacyStockTable): Promise<string> {
    const { inStock, inStockOptional } = table
    if (!inStock) {
      return ""
    }
    const found = inStockOptional
      ? await askLegacyStore(
          this.pool,
          `SELECT 1 FROM pg_attribute
           WHERE attrelid = to_regclass(${escapeLiteral(nameOfTable(table))})
             AND attname = ${escapeLiteral(inStock)} AND NOT attisdropped`
        )
      : [inStock]
    return found.length > 0 ? `legacy.${quote(inStock)} AS in_stock,` : ""
  }

  private tableOf(kind: StockItemKind): LegacyStockTable {
    const { sellable, style } = this.mapping
    if (kind === "product" && !style) {
      throw new Error("This legacy store has no rows with the sums of products")
    }
    return kind === "product" && style ? style : sellable
  }
}

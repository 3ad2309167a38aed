import type {
  LegacyOrderTable,
  LegacyStockTable,
  LegacyStoreMapping,
} from "../types"

/** What a column must be able to hold. */
export type ColumnClass =
  "text" | "number" | "bigint" | "boolean" | "text[]" | "timestamptz"

/** A column of the legacy store that the sync relies on. */
export type NeededColumn = {
  schema: string
  table: string
  column: string
  /** Where the mapping names it, such as `sellable.key`. */
  setting: string
  holds: ColumnClass
  isRead: boolean
  isWritten: boolean
  /** Rows are found by it. */
  isKey: boolean
  /** Medusa's own, which our SQL adds; the others are the shop's. */
  isOurs: boolean
  /** Nothing is amiss where it, or its whole table, is not there. */
  optional: "column" | "table" | null
}

type Use = Pick<NeededColumn, "holds"> &
  Partial<Pick<NeededColumn, "isRead" | "isWritten" | "isKey" | "isOurs">>

const KEY: Use = { holds: "text", isRead: true, isKey: true, isOurs: true }
const VERSION: Use = {
  holds: "bigint",
  isRead: true,
  isWritten: true,
  isOurs: true,
}
const SYNCED_AT: Use = { holds: "timestamptz", isWritten: true, isOurs: true }

const STOCK_COLUMNS: Record<StockColumn, Use> = {
  key: KEY,
  quantity: { holds: "number", isWritten: true },
  inStock: { holds: "boolean", isWritten: true },
  version: VERSION,
  syncedAt: SYNCED_AT,
}

const FOUND_BY: Use = { holds: "text", isRead: true, isKey: true }

const ORDER_COLUMNS: Record<OrderColumn, Use> = {
  paymentIntent: FOUND_BY,
  checkoutSession: FOUND_BY,
  orderId: { holds: "text", isWritten: true, isOurs: true },
  status: { holds: "text", isWritten: true, isOurs: true },
  trackingNumbers: { holds: "text[]", isWritten: true, isOurs: true },
  trackingUrls: { holds: "text[]", isWritten: true, isOurs: true },
  version: VERSION,
  syncedAt: SYNCED_AT,
}

type StockColumn = Exclude<
  keyof LegacyStockTable,
  "schema" | "table" | "inStockOptional"
>
type OrderColumn = Exclude<
  keyof LegacyOrderTable,
  "schema" | "table" | "optional"
>

/** Every column of the legacy store that the mapping names, and what the sync does with it. */
export function neededColumns({
  sellable,
  style,
  orders,
}: LegacyStoreMapping): NeededColumn[] {
  return [
    ...ofStock("sellable", sellable),
    ...(style ? ofStock("style", style) : []),
    ...(orders
      ? of("orders", orders, ORDER_COLUMNS, () =>
          orders.optional ? "table" : null
        )
      : []),
  ]
}

function ofStock(part: string, table: LegacyStockTable): NeededColumn[] {
  return of(part, table, STOCK_COLUMNS, (name) =>
    name === "inStock" && table.inStockOptional ? "column" : null
  )
}

function of<Name extends string>(
  part: string,
  table: { schema?: string; table: string } & Partial<Record<Name, string>>,
  uses: Record<Name, Use>,
  optional: (name: Name) => NeededColumn["optional"]
): NeededColumn[] {
  return (Object.keys(uses) as Name[]).flatMap((name) => {
    const column = table[name]
    return column === undefined
      ? []
      : {
          isRead: false,
          isWritten: false,
          isKey: false,
          isOurs: false,
          ...uses[name],
          schema: table.schema ?? "public",
          table: table.table,
          column,
          setting: `${part}.${name}`,
          optional: optional(name),
        }
  })
}

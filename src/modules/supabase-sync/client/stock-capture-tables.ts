import type { StockChangeSource } from "../types"
import { CAPTURED_LEVELS } from "./stock-capture-levels"
import {
  type CaptureNote,
  type CapturedOperation,
  type CapturedTable,
  changedRows,
} from "./stock-capture-sql"

const ALL = ["INSERT", "UPDATE", "DELETE"] as const
const IS_DELETED = "deleted_at IS NOT NULL AS is_deleted"

/** Notes the subjects of what a statement changed. */
function note(
  on: CapturedOperation,
  {
    counts,
    subjects,
    source,
  }: {
    /** What of a row counts, as SQL. */
    counts: readonly string[]
    /** What is noted of a row that changed: columns of `stock_change`, and SQL for each. */
    subjects: Readonly<Record<string, string>>
    source: StockChangeSource
  }
): CaptureNote {
  const values = [...Object.values(subjects), `'${source}'`]
  return {
    on,
    into: [...Object.keys(subjects), "source"],
    select: `SELECT DISTINCT ${values.join(", ")}
          FROM (${changedRows(on, counts)}) AS changed`,
  }
}

/*
 * With its product, in both forms: of a variant that goes over to another product the sum of the one
 * that it left follows too, and so does that of a product whose last variant is gone.
 */
const VARIANTS: CapturedTable = {
  table: "product_variant",
  columns: [
    "id",
    "product_id",
    "manage_inventory",
    "allow_backorder",
    "deleted_at",
  ],
  notes: ALL.map((on) =>
    note(on, {
      counts: [
        "id",
        "product_id",
        "manage_inventory",
        "allow_backorder",
        IS_DELETED,
      ],
      subjects: { variant_id: "id", product_id: "product_id" },
      source: "variant",
    })
  ),
}

const KITS: CapturedTable = {
  table: "product_variant_inventory_item",
  columns: [
    "variant_id",
    "inventory_item_id",
    "required_quantity",
    "deleted_at",
  ],
  notes: ALL.map((on) =>
    note(on, {
      counts: [
        "variant_id",
        "inventory_item_id",
        "required_quantity",
        IS_DELETED,
      ],
      subjects: { variant_id: "variant_id" },
      source: "kit",
    })
  ),
}

/** An item that is deleted takes its levels with it; of one deleted by hand they stay, and do not count. */
const ITEMS: CapturedTable = {
  table: "inventory_item",
  columns: ["id", "deleted_at"],
  notes: [
    note("UPDATE", {
      counts: ["id", IS_DELETED],
      subjects: { inventory_item_id: "id" },
      source: "level_removed",
    }),
  ],
}

const CHANNEL_LOCATIONS: CapturedTable = {
  table: "sales_channel_stock_location",
  columns: ["sales_channel_id", "stock_location_id", "deleted_at"],
  notes: ALL.map((on) =>
    // Of any channel: which one is the storefront's may be changing in another transaction.
    note(on, {
      counts: ["sales_channel_id", "stock_location_id", IS_DELETED],
      subjects: { location_id: "stock_location_id" },
      source: "channel",
    })
  ),
}

const LOCATIONS: CapturedTable = {
  table: "stock_location",
  columns: ["id", "deleted_at"],
  notes: ALL.map((on) =>
    note(on, {
      counts: ["id", IS_DELETED],
      subjects: { location_id: "id" },
      source: "channel",
    })
  ),
}

/** Without an id: it concerns everything. */
const STORES: CapturedTable = {
  table: "store",
  columns: ["id", "default_sales_channel_id", "deleted_at"],
  notes: ALL.map((on) =>
    note(on, {
      counts: ["id", "default_sales_channel_id", IS_DELETED],
      subjects: {},
      source: "channel",
    })
  ),
}

/** Of the general rule both ids are null: it concerns everything. */
const RULES: CapturedTable = {
  table: "stock_rule",
  columns: ["id", "scope", "safety_stock", "sold_out_below", "deleted_at"],
  notes: ALL.map((on) =>
    note(on, {
      counts: ["id", "scope", "safety_stock", "sold_out_below", IS_DELETED],
      subjects: {
        variant_id: "CASE scope WHEN 'variant' THEN id END",
        product_id: "CASE scope WHEN 'product' THEN id END",
      },
      source: "safety_stock",
    })
  ),
}

/**
 * All tables that what can be sold depends on: those that the query of it reads. Their triggers
 * note what really changed, and nothing else.
 */
export const CAPTURED_TABLES: readonly CapturedTable[] = [
  CAPTURED_LEVELS,
  VARIANTS,
  KITS,
  ITEMS,
  CHANNEL_LOCATIONS,
  LOCATIONS,
  STORES,
  RULES,
]

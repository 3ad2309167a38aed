import { model } from "@medusajs/framework/utils"

/**
 * That something changed which may change what can be sold, written by a trigger in the transaction
 * of the change itself. Append-only, and it says what changed, never how many there are: reading it
 * late, twice or in another order does no harm.
 *
 * One of the ids says what is concerned; without any, it is everything. A variant's may name the
 * product whose sum it changes, which may be one that it has left.
 */
export const StockChange = model.define(
  { name: "StockChange", tableName: "stock_change" },
  {
    id: model.autoincrement().primaryKey(),
    inventory_item_id: model.text().nullable(),
    variant_id: model.text().nullable(),
    product_id: model.text().nullable(),
    location_id: model.text().nullable(),
    /** What kind of change it was: a `StockChangeSource`. */
    source: model.text().default("stocked"),
  }
)

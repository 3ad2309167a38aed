import { model } from "@medusajs/framework/utils"

/**
 * That something about an inventory item changed, written by a trigger in the transaction of the
 * change itself. Append-only, and it says which item, never how many: reading it late, twice or in
 * another order does no harm.
 */
export const StockChange = model.define(
  { name: "StockChange", tableName: "stock_change" },
  {
    id: model.autoincrement().primaryKey(),
    inventory_item_id: model.text(),
  }
)

import { model } from "@medusajs/framework/utils"
import { queueColumns, queueIndexes } from "../../../lib/durable-queue"
import { STOCK_ITEM_KINDS } from "../types"

/**
 * A variant whose number in the legacy store must follow Medusa's, or a product whose sum must, and
 * what was last pushed of it.
 */
export const StockItem = model
  .define(
    { name: "StockItem", tableName: "stock_item" },
    {
      /** The variant's or the product's id. */
      id: model.text().primaryKey(),
      kind: model.enum([...STOCK_ITEM_KINDS]).default("variant"),
      /** The `StockChangeSource`s since it was last pushed. */
      causes: model.array().default([]),
      /** When the oldest change since it was last pushed was made; null when none was. */
      changed_at: model.dateTime().nullable(),
      pushed_quantity: model.number().nullable(),
      /** Which push it was; the legacy row carries the same number. */
      pushed_version: model.bigNumber().nullable(),
      pushed_at: model.dateTime().nullable(),
      ...queueColumns(),
    }
  )
  .indexes([
    ...queueIndexes("stock_item"),
    // While a table of the legacy store is out its items pile up; the other kind is found past them.
    {
      name: "IDX_stock_item_pending_product",
      on: ["run_at", "id"],
      where: "state = 'pending' AND kind = 'product'",
    },
  ])

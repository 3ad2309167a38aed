import { model } from "@medusajs/framework/utils"
import { queueColumns, queueIndexes } from "../../../lib/durable-queue"

/** A variant whose number in the legacy store must follow Medusa's, and what was last pushed of it. */
export const StockItem = model
  .define(
    { name: "StockItem", tableName: "stock_item" },
    {
      /** The variant's id. */
      id: model.text().primaryKey(),
      pushed_quantity: model.number().nullable(),
      /** Which push it was; the legacy row carries the same number. */
      pushed_version: model.bigNumber().nullable(),
      pushed_at: model.dateTime().nullable(),
      ...queueColumns(),
    }
  )
  .indexes(queueIndexes("stock_item"))

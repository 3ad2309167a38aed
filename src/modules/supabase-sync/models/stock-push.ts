import { model } from "@medusajs/framework/utils"

/** A number that was written to the legacy store: the history of an item. Append-only, pruned by age. */
export const StockPush = model
  .define(
    { name: "StockPush", tableName: "stock_push" },
    {
      id: model.autoincrement().primaryKey(),
      /** The variant's or the product's id. */
      item_id: model.text(),
      quantity: model.number(),
      /** What was pushed before; null the first time. */
      previous_quantity: model.number().nullable(),
      /** As text, since it is greater than an integer column takes; only compared for being equal. */
      version: model.text(),
      /** The `StockChangeSource`s that led to it. */
      causes: model.array(),
      /** When the oldest change behind it was made: from then to `pushed_at` it was late. */
      changed_at: model.dateTime().nullable(),
      pushed_at: model.dateTime(),
    }
  )
  // None on `pushed_at`: the ids are drawn in that order.
  .indexes([{ on: ["item_id", "id"] }])

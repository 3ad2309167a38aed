import { model } from "@medusajs/framework/utils"
import { attemptColumns } from "../../../lib/durable-queue"

/** One try at pushing a variant's stock. */
export const StockItemAttempt = model.define(
  { name: "StockItemAttempt", tableName: "stock_item_attempt" },
  attemptColumns("att")
)

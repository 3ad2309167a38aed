import { model } from "@medusajs/framework/utils"
import { attemptColumns } from "../../../lib/durable-queue"

/** One try at a run of comparing both sides. */
export const StockReconcileAttempt = model.define(
  { name: "StockReconcileAttempt", tableName: "stock_reconcile_attempt" },
  attemptColumns("att")
)

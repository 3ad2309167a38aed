import { model } from "@medusajs/framework/utils"
import { attemptColumns } from "../../../lib/durable-queue"

/** One try at telling the legacy store what became of an order. */
export const LegacyOrderAttempt = model.define(
  { name: "LegacyOrderAttempt", tableName: "legacy_order_attempt" },
  attemptColumns("att")
)

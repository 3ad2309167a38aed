import { model } from "@medusajs/framework/utils"
import { attemptColumns } from "../../../lib/durable-queue"

/** One try at making the order of a payment that was called in. */
export const StorefrontCallAttempt = model.define(
  { name: "StorefrontCallAttempt", tableName: "storefront_call_attempt" },
  attemptColumns("satt")
)

import { model } from "@medusajs/framework/utils"
import { attemptColumns } from "../../../lib/durable-queue"

/** One try at working off an event. */
export const StripeEventAttempt = model.define(
  { name: "StripeEventAttempt", tableName: "stripe_event_attempt" },
  attemptColumns("att")
)

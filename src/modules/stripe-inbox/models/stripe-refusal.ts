import { model } from "@medusajs/framework/utils"

/** Deliveries that were refused, counted by hour and cause. Nothing of their content is kept. */
export const StripeRefusal = model.define(
  { name: "StripeRefusal", tableName: "stripe_refusal" },
  {
    /** The hour and the code, so that each pair is one row. */
    id: model.text().primaryKey(),
    /** The start of the hour, UTC. */
    hour: model.dateTime().index(),
    code: model.text(),
    count: model.number(),
    last_at: model.dateTime(),
  }
)

import { model } from "@medusajs/framework/utils"

/** How far Stripe was asked for what never arrived. One row; it outlives restarts. */
export const StripeCatchUp = model.define(
  { name: "StripeCatchUp", tableName: "stripe_catch_up" },
  {
    id: model.text().primaryKey(),
    /** Events that Stripe made before this are all here, UTC. */
    events_until: model.dateTime().nullable(),
    /** When it was last begun, and when it last went through, UTC. */
    started_at: model.dateTime().nullable(),
    succeeded_at: model.dateTime().nullable(),
    /** Why the last one did not go through; null when it did. */
    failure_code: model.text().nullable(),
    failure_message: model.text().nullable(),
    /** What it has found in all that no delivery had brought. */
    events_found: model.number().default(0),
    payments_found: model.number().default(0),
  }
)

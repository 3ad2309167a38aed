import { model } from "@medusajs/framework/utils"
import { queueColumns, queueIndexes } from "../../../lib/durable-queue"

/** An order whose state the legacy store's own row must follow, and what was last told of it. */
export const LegacyOrder = model
  .define(
    { name: "LegacyOrder", tableName: "legacy_order" },
    {
      /** The order's id. */
      id: model.text().primaryKey(),
      pushed_status: model.text().nullable(),
      pushed_version: model.bigNumber().nullable(),
      pushed_at: model.dateTime().nullable(),
      /** When it was reported that the legacy store does not know the order; it is told only once. */
      unknown_reported_at: model.dateTime().nullable(),
      ...queueColumns(),
    }
  )
  .indexes(queueIndexes("legacy_order"))

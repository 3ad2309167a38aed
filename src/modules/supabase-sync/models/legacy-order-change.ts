import { model } from "@medusajs/framework/utils"

/**
 * That something of an order changed which the legacy store may have to hear of, written by a
 * trigger in the transaction of the change itself. Append-only; one of the ids is given.
 */
export const LegacyOrderChange = model.define(
  { name: "LegacyOrderChange", tableName: "legacy_order_change" },
  {
    id: model.autoincrement().primaryKey(),
    order_id: model.text().nullable(),
    fulfillment_id: model.text().nullable(),
  }
)

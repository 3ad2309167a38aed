import { model } from "@medusajs/framework/utils"
import { DRIFT_CAUSES, DRIFT_RESOLUTIONS, STOCK_ITEM_KINDS } from "../types"

/** That the legacy store's number is another than Medusa's, and is not just on its way. */
export const StockDrift = model
  .define(
    { name: "StockDrift", tableName: "stock_drift" },
    {
      id: model.id({ prefix: "drift" }).primaryKey(),
      /** The variant's or the product's id. */
      item_id: model.text(),
      kind: model.enum([...STOCK_ITEM_KINDS]),
      medusa_quantity: model.number(),
      /** Null where no row carries the id. */
      legacy_quantity: model.number().nullable(),
      /** The version that the legacy row carried. */
      legacy_version: model.text().nullable(),
      cause: model.enum([...DRIFT_CAUSES]),
      /** The run that found it, and the last that saw it. */
      reconcile_id: model.text().nullable(),
      found_at: model.dateTime(),
      seen_at: model.dateTime(),
      resolved_at: model.dateTime().nullable(),
      resolution: model.enum([...DRIFT_RESOLUTIONS]).nullable(),
    }
  )
  .indexes([
    { on: ["item_id"], unique: true, where: "resolved_at IS NULL" },
    { on: ["found_at"] },
  ])

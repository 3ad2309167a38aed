import { model } from "@medusajs/framework/utils"
import { queueColumns, queueIndexes } from "../../../lib/durable-queue"
import { RECONCILE_KINDS } from "../types"

/** A run that compares both sides, and how far it has come: a run whose process died goes on there. */
export const StockReconcile = model
  .define(
    { name: "StockReconcile", tableName: "stock_reconcile" },
    {
      id: model.text().primaryKey(),
      kind: model.enum([...RECONCILE_KINDS]),
      /** Whether what differs is pushed again; otherwise it is only listed. */
      repairs: model.boolean(),
      /** Variants and products to compare; null for all that the kind says. */
      item_ids: model.array().nullable(),
      /** Null before the first page. */
      cursor: model.json().nullable(),
      /** Items there are to compare, as counted at the start. */
      total: model.number().nullable(),
      compared: model.number().default(0),
      differing: model.number().default(0),
      /** Differing, but with their push under way. */
      on_their_way: model.number().default(0),
      repaired: model.number().default(0),
      /** Who asked for it: a user's id; null for the schedule. */
      requested_by: model.text().nullable(),
      /** Set when somebody asked it to stop. */
      stop_requested_at: model.dateTime().nullable(),
      /** The same in all rows: only one runs at a time. */
      lane: model.text().default("reconcile"),
      ...queueColumns(),
    }
  )
  .indexes([
    ...queueIndexes("stock_reconcile"),
    { on: ["lane"], unique: true, where: "state = 'running'" },
    { on: ["created_at"] },
  ])

import { model } from "@medusajs/framework/utils"
import { ACTOR_TYPES } from "../types"

/** What was done, when and by whom. Rows are only added. */
export const StorefrontActivity = model
  .define(
    { name: "StorefrontActivity", tableName: "storefront_activity" },
    {
      id: model.id({ prefix: "sact" }).primaryKey(),
      kind: model.text(),
      actor_type: model.enum([...ACTOR_TYPES]),
      /** A user's or a key's id; null for the backend itself. */
      actor_id: model.text().nullable(),
      message: model.text(),
      details: model.json(),
      payment_id: model.text().nullable(),
      issue_id: model.text().nullable(),
      order_id: model.text().nullable(),
    }
  )
  .indexes([
    { on: ["created_at", "id"] },
    { on: ["payment_id", "created_at"], where: "payment_id IS NOT NULL" },
    { on: ["order_id", "created_at"], where: "order_id IS NOT NULL" },
    { on: ["kind", "created_at"] },
  ])

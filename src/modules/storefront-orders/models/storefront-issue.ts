import { model } from "@medusajs/framework/utils"
import { ACTOR_TYPES, ISSUE_KINDS } from "../types"
import { StorefrontPayment } from "./storefront-payment"

/** A question that staff must answer before a payment's order is beyond doubt. */
export const StorefrontIssue = model
  .define(
    { name: "StorefrontIssue", tableName: "storefront_issue" },
    {
      id: model.id({ prefix: "siss" }).primaryKey(),
      kind: model.enum([...ISSUE_KINDS]),
      /** What it is about within the payment, such as a line's id. */
      subject: model.text(),
      /** For people: what is missing and what to do. */
      message: model.text(),
      details: model.json(),
      /** What the storefront calls the item it is about; the same in each question about that item. */
      item_key: model.text().nullable(),
      /** The first answer given. It stands from `answering_since` on, and is carried out once. */
      answer: model.json().nullable(),
      answering_since: model.dateTime().nullable(),
      answered_at: model.dateTime().nullable(),
      answered_by_type: model.enum([...ACTOR_TYPES]).nullable(),
      answered_by: model.text().nullable(),
      payment: model.belongsTo(() => StorefrontPayment, { mappedBy: "issues" }),
    }
  )
  .indexes([
    { on: ["payment_id", "kind", "subject"], unique: true },
    { on: ["kind", "created_at"], where: "answered_at IS NULL" },
    { on: ["created_at", "id"] },
    {
      on: ["item_key"],
      where: "answered_at IS NULL AND item_key IS NOT NULL",
    },
    {
      on: ["answering_since"],
      where: "answered_at IS NULL AND answering_since IS NOT NULL",
    },
  ])

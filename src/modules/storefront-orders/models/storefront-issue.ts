import { model } from "@medusajs/framework/utils"
import { ISSUE_KINDS } from "../types"
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
      answered_at: model.dateTime().nullable(),
      payment: model.belongsTo(() => StorefrontPayment, { mappedBy: "issues" }),
    }
  )
  .indexes([
    { on: ["payment_id", "kind", "subject"], unique: true },
    { on: ["kind", "created_at"], where: "answered_at IS NULL" },
  ])

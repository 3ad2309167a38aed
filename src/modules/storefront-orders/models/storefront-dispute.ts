import { model } from "@medusajs/framework/utils"
import { StorefrontPayment } from "./storefront-payment"

/** A dispute of a payment, as Stripe last told of it. */
export const StorefrontDispute = model
  .define(
    { name: "StorefrontDispute", tableName: "storefront_dispute" },
    {
      id: model.id({ prefix: "sdis" }).primaryKey(),
      /** Stripe's id of it. */
      dispute: model.text().unique(),
      /** What is disputed, in minor units. */
      amount: model.bigNumber(),
      currency_code: model.text(),
      /** As in https://docs.stripe.com/api/disputes/object#dispute_object-reason */
      reason: model.text(),
      /** As in https://docs.stripe.com/api/disputes/object#dispute_object-status */
      status: model.text(),
      /** Until when evidence can be handed in; null where none is wanted. */
      evidence_due_at: model.dateTime().nullable(),
      opened_at: model.dateTime(),
      /** When it was found won, lost or withdrawn; null while it is open. */
      closed_at: model.dateTime().nullable(),
      payment: model.belongsTo(() => StorefrontPayment, {
        mappedBy: "disputes",
      }),
    }
  )
  .indexes([
    { on: ["payment_id"] },
    { on: ["opened_at"], where: "closed_at IS NULL" },
  ])

import { model } from "@medusajs/framework/utils"
import { queueColumns, queueIndexes } from "../../../lib/durable-queue"

/** An event as Stripe sent it, and what became of it. Its id is Stripe's own, so a second delivery is refused by the key. */
export const StripeEvent = model
  .define(
    { name: "StripeEvent", tableName: "stripe_event" },
    {
      id: model.text().primaryKey(),
      type: model.text(),
      api_version: model.text().nullable(),
      livemode: model.boolean(),
      /** The payment it speaks of: a PaymentIntent's id, else a Checkout Session's. */
      payment: model.text().nullable(),
      /** The id of `data.object`. */
      object_id: model.text().nullable(),
      /** When Stripe made it, UTC, to the second. */
      stripe_created_at: model.dateTime(),
      received_at: model.dateTime(),
      /** The body exactly as it arrived: JSON text in UTF-8. */
      payload: model.text(),
      ...queueColumns(),
    }
  )
  .indexes([
    ...queueIndexes("stripe_event"),
    { name: "IDX_stripe_event_received", on: ["received_at", "id"] },
    {
      name: "IDX_stripe_event_payment",
      on: ["payment"],
      where: "payment IS NOT NULL",
    },
  ])

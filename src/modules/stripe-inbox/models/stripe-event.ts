import { model } from "@medusajs/framework/utils"
import { queueColumns, queueIndexes } from "../../../lib/durable-queue"
import { EVENT_SOURCES } from "../types"

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
      /** `webhook`: delivered; `catch_up`: asked for, because it had never arrived. */
      source: model.enum([...EVENT_SOURCES]).default("webhook"),
      /** The body exactly as it arrived: JSON text in UTF-8; null once it was pruned. */
      payload: model.text().nullable(),
      ...queueColumns(),
    }
  )
  .indexes([
    ...queueIndexes("stripe_event"),
    // Two events of one payment are never worked on at once.
    {
      name: "IDX_stripe_event_running_payment",
      on: ["payment"],
      unique: true,
      where: "state = 'running' AND payment IS NOT NULL",
    },
    { name: "IDX_stripe_event_received", on: ["received_at", "id"] },
    { name: "IDX_stripe_event_type", on: ["type", "received_at", "id"] },
    // What staff look for among many that are done.
    {
      name: "IDX_stripe_event_left",
      on: ["state", "received_at", "id"],
      where: "state IN ('ignored', 'dead')",
    },
    {
      name: "IDX_stripe_event_prunable",
      on: ["finished_at"],
      where: "state IN ('done', 'ignored') AND payload IS NOT NULL",
    },
    {
      name: "IDX_stripe_event_payment",
      on: ["payment"],
      where: "payment IS NOT NULL",
    },
  ])

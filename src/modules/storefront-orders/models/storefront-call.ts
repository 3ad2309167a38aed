import { model } from "@medusajs/framework/utils"
import { queueColumns, queueIndexes } from "../../../lib/durable-queue"
import { ACTOR_TYPES } from "../types"

/** A payment that the storefront told us of by `POST /admin/orders`, until its order is there. */
export const StorefrontCall = model
  .define(
    { name: "StorefrontCall", tableName: "storefront_call" },
    {
      id: model.id({ prefix: "scall" }).primaryKey(),
      /** The PaymentIntent's id, or the Checkout Session's where there is no PaymentIntent. */
      payment: model.text().unique(),
      /** Who called first, and with which `Idempotency-Key`. */
      called_by_type: model.enum([...ACTOR_TYPES]),
      called_by: model.text().nullable(),
      idempotency_key: model.text().nullable(),
      /** What was told of the order besides, as `ToldOfOrder`: hints, an address, an e-mail. */
      told: model.json(),
      ...queueColumns(),
    }
  )
  .indexes([
    ...queueIndexes("storefront_call"),
    {
      name: "IDX_storefront_call_finished",
      on: ["finished_at"],
      where: "state IN ('done', 'ignored')",
    },
  ])

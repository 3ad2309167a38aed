import { model } from "@medusajs/framework/utils"
import { PAYMENT_SOURCES, PAYMENT_STATES } from "../types"
import { StorefrontDispute } from "./storefront-dispute"
import { StorefrontIssue } from "./storefront-issue"

/** The ledger: one payment on the storefront is one row is one order. */
export const StorefrontPayment = model
  .define(
    { name: "StorefrontPayment", tableName: "storefront_payment" },
    {
      id: model.id({ prefix: "spay" }).primaryKey(),
      /** The PaymentIntent's id, or the Checkout Session's where there is no PaymentIntent. */
      payment: model.text().unique(),
      payment_intent_id: model.text().nullable(),
      checkout_session_id: model.text().nullable(),
      /** What Stripe took, in minor units. */
      amount: model.bigNumber(),
      currency_code: model.text(),
      livemode: model.boolean(),
      source: model.enum([...PAYMENT_SOURCES]),
      state: model.enum([...PAYMENT_STATES]).default("open"),
      order_id: model.text().unique().nullable(),
      order_display_id: model.number().nullable(),
      imported_at: model.dateTime().nullable(),
      /** When its captured and refunded sums were last compared with Stripe's. */
      compared_at: model.dateTime().nullable(),
      lease_token: model.text().nullable(),
      lease_until: model.dateTime().nullable(),
      issues: model.hasMany(() => StorefrontIssue, { mappedBy: "payment" }),
      disputes: model.hasMany(() => StorefrontDispute, { mappedBy: "payment" }),
    }
  )
  .indexes([
    { on: ["payment_intent_id"], where: "payment_intent_id IS NOT NULL" },
    { on: ["checkout_session_id"], where: "checkout_session_id IS NOT NULL" },
    { on: ["state", "created_at"] },
    { on: ["compared_at"], where: "order_id IS NOT NULL" },
  ])

import { model } from "@medusajs/framework/utils"

/** An `Idempotency-Key` that a caller has used, and what it was answered. */
export const StorefrontCallKey = model
  .define(
    { name: "StorefrontCallKey", tableName: "storefront_call_key" },
    {
      id: model.id({ prefix: "sckey" }).primaryKey(),
      /** The secret key's or user's id: keys of two callers never meet. */
      caller: model.text(),
      key: model.text(),
      /** SHA-256 of the body, in hex. */
      body_hash: model.text(),
      payment: model.text(),
      used_at: model.dateTime(),
      /** The final answer, `{ status, body }`; null while there is none. */
      answer: model.json().nullable(),
    }
  )
  .indexes([{ on: ["caller", "key"], unique: true }, { on: ["used_at"] }])

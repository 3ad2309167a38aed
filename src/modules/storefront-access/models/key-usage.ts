import { model } from "@medusajs/framework/utils"

/** How often a secret key was used on one day. */
export const KeyUsage = model
  .define(
    { name: "KeyUsage", tableName: "key_usage" },
    {
      /** The key's id and the day, as in `apk_01ABC 2026-11-21`. */
      id: model.text().primaryKey(),
      api_key_id: model.text(),
      /** UTC, as in `2026-11-21`. */
      day: model.text(),
      calls: model.number(),
      /** How many of the calls were for a route that the key may not call. */
      refused: model.number(),
    }
  )
  .indexes([{ on: ["api_key_id", "day"] }])

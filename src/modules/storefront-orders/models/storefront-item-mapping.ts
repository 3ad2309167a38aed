import { model } from "@medusajs/framework/utils"
import { ACTOR_TYPES } from "../types"

/** Which variant staff chose for what the storefront calls an item; used the next time it is sold. */
export const StorefrontItemMapping = model
  .define(
    { name: "StorefrontItemMapping", tableName: "storefront_item_mapping" },
    {
      id: model.id({ prefix: "smap" }).primaryKey(),
      /** What the storefront calls the item, folded. */
      key: model.text().unique(),
      variant_id: model.text(),
      /** The item as staff saw it when they chose. */
      item: model.json(),
      chosen_by_type: model.enum([...ACTOR_TYPES]),
      chosen_by: model.text().nullable(),
    }
  )
  .indexes([{ on: ["variant_id"] }, { on: ["created_at", "id"] }])

import { model } from "@medusajs/framework/utils"

/** What staff once said an item of the storefront is, so that they are asked only once. */
export const ItemMapping = model.define(
  { name: "ItemMapping", tableName: "storefront_item_mapping" },
  {
    id: model.id({ prefix: "smap" }).primaryKey(),
    /** The storefront's own words for the item, folded: price, style, size, colour. */
    item_key: model.text().unique(),
    variant_id: model.text().index(),
  }
)

import type { MedusaContainer } from "@medusajs/framework/types"
import { findRows } from "../../seed/find-rows"
import { EXPRESS } from "./baskets"

/** What a shop's own code would know already when a customer pays. */
export type StockShop = {
  regionId: string
  salesChannelId: string
  locationId: string
  shippingOptionId: string
  /** By SKU. */
  variants: Map<string, StockVariant>
}

export type StockVariant = {
  id: string
  title: string
  inventoryItemId: string
}

type VariantRow = {
  id: string
  title: string
  sku: string
  inventory_items: { inventory_item_id: string }[]
}

/** Read before the clock starts. */
export async function readStockShop(
  container: MedusaContainer
): Promise<StockShop> {
  const find = <Row>(entity: string, fields: string[], filters = {}) =>
    findRows<Row>(container, { entity, fields, filters })
  const [store] = await find<{ default_sales_channel_id: string }>("store", [
    "default_sales_channel_id",
  ])
  const [region] = await find<{ id: string }>("region", ["id"], {
    currency_code: "usd",
  })
  const [location] = await find<{ id: string }>("stock_location", ["id"])
  const [option] = await find<{ id: string }>("shipping_option", ["id"], {
    name: EXPRESS.name,
  })
  const variants = await find<VariantRow>("product_variant", [
    "id",
    "title",
    "sku",
    "inventory_items.inventory_item_id",
  ])
  return {
    regionId: region?.id ?? "",
    salesChannelId: store?.default_sales_channel_id ?? "",
    locationId: location?.id ?? "",
    shippingOptionId: option?.id ?? "",
    variants: new Map(
      variants.map(({ id, title, sku, inventory_items: [part] }) => [
        sku,
        { id, title, inventoryItemId: part?.inventory_item_id ?? "" },
      ])
    ),
  }
}

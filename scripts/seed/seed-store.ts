import type { MedusaContainer } from "@medusajs/framework/types"
import {
  createStoresWorkflow,
  updateStoresWorkflow,
} from "@medusajs/medusa/core-flows"
import { findRows } from "./find-rows"

const storeName = "Menswear Storefront"

const currencies = [
  { currency_code: "usd", is_default: true },
  { currency_code: "cad", is_default: false },
]

type StoreDefaults = {
  salesChannelId: string
  locationId: string
  regionId: string
}

/** Names the store, sells in USD and CAD, and makes the storefront's channel the default one. */
export async function seedStore(
  container: MedusaContainer,
  { salesChannelId, locationId, regionId }: StoreDefaults
): Promise<void> {
  const data = await findRows<{
    id: string
    default_sales_channel_id: string | null
  }>(container, {
    entity: "store",
    fields: ["id", "default_sales_channel_id"],
  })
  const store = data[0]
  const wanted = {
    name: storeName,
    supported_currencies: currencies,
    default_sales_channel_id: salesChannelId,
    default_location_id: locationId,
    default_region_id: regionId,
  }
  if (!store) {
    await createStoresWorkflow(container).run({ input: { stores: [wanted] } })
    return
  }
  // Staff may rename the store later; a second run must not undo that.
  if (store.default_sales_channel_id !== salesChannelId) {
    await updateStoresWorkflow(container).run({
      input: { selector: { id: store.id }, update: wanted },
    })
  }
}

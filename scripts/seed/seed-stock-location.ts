import type { MedusaContainer } from "@medusajs/framework/types"
import {
  createStockLocationsWorkflow,
  linkSalesChannelsToStockLocationWorkflow,
} from "@medusajs/medusa/core-flows"
import { findRows, firstId } from "./find-rows"

const locationName = "Warehouse"

/** Makes the one stock location and gives it to the sales channel. Returns the location's id. */
export async function seedStockLocation(
  container: MedusaContainer,
  salesChannelId: string
): Promise<string> {
  const data = await findRows<{
    id: string
    sales_channels?: { id: string }[]
  }>(container, {
    entity: "stock_location",
    fields: ["id", "sales_channels.id"],
    filters: { name: locationName },
  })
  const location = data[0]
  const locationId = location?.id ?? (await createLocation(container))
  if (
    !location?.sales_channels?.some((channel) => channel.id === salesChannelId)
  ) {
    await linkSalesChannelsToStockLocationWorkflow(container).run({
      input: { id: locationId, add: [salesChannelId] },
    })
  }
  return locationId
}

async function createLocation(container: MedusaContainer): Promise<string> {
  const { result } = await createStockLocationsWorkflow(container).run({
    input: {
      locations: [
        {
          name: locationName,
          address: {
            address_1: "200 Depot Street",
            city: "Kalamazoo",
            province: "us-mi",
            postal_code: "49007",
            country_code: "us",
          },
        },
      ],
    },
  })
  return firstId(result, "stock location")
}

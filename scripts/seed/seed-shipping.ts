import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import {
  createLinksWorkflow,
  createLocationFulfillmentSetWorkflow,
  createServiceZonesWorkflow,
  createShippingProfilesWorkflow,
} from "@medusajs/medusa/core-flows"
import { seedShippingOptions } from "./seed-shipping-options"
import { findRows, firstId } from "./find-rows"

type Location = {
  fulfillment_sets?: { id: string }[]
  fulfillment_providers?: { id: string }[]
}

const fulfillmentProviderId = "manual_manual"
const fulfillmentSetName = "Warehouse shipping"
const zones = [
  { name: "United States", country_code: "us" },
  { name: "Canada", country_code: "ca" },
]

/**
 * Lets the location ship to both countries by hand, free or express.
 * Returns the id of the shipping profile that products need.
 */
export async function seedShipping(
  container: MedusaContainer,
  locationId: string
): Promise<string> {
  const shippingProfileId = await seedShippingProfile(container)
  const fulfillmentSetId = await seedFulfillmentSet(container, locationId)
  const serviceZoneIds = await seedServiceZones(container, fulfillmentSetId)
  await seedShippingOptions(container, {
    serviceZoneIds,
    shippingProfileId,
    fulfillmentProviderId,
  })
  return shippingProfileId
}

async function seedShippingProfile(
  container: MedusaContainer
): Promise<string> {
  const data = await findRows<{ id: string }>(container, {
    entity: "shipping_profile",
    fields: ["id"],
    filters: { type: "default" },
  })
  if (data[0]) {
    return data[0].id
  }
  const { result } = await createShippingProfilesWorkflow(container).run({
    input: { data: [{ name: "Default Shipping Profile", type: "default" }] },
  })
  return firstId(result, "shipping profile")
}

/** The set and its two links are written apart, so each is looked for by itself. */
async function seedFulfillmentSet(
  container: MedusaContainer,
  locationId: string
): Promise<string> {
  const fulfillment = container.resolve(Modules.FULFILLMENT)
  const [existing] = await fulfillment.listFulfillmentSets({
    name: fulfillmentSetName,
  })
  if (!existing) {
    await createLocationFulfillmentSetWorkflow(container).run({
      input: {
        location_id: locationId,
        fulfillment_set_data: { name: fulfillmentSetName, type: "shipping" },
      },
    })
  }
  const [set] = existing
    ? [existing]
    : await fulfillment.listFulfillmentSets({ name: fulfillmentSetName })
  if (!set) {
    throw new Error("The fulfilment set was not created")
  }

  const data = await findRows<Location>(container, {
    entity: "stock_location",
    fields: ["id", "fulfillment_sets.id", "fulfillment_providers.id"],
    filters: { id: locationId },
  })
  const location = {
    [Modules.STOCK_LOCATION]: { stock_location_id: locationId },
  }
  const links = []
  if (!data[0]?.fulfillment_sets?.some((known) => known.id === set.id)) {
    links.push({
      ...location,
      [Modules.FULFILLMENT]: { fulfillment_set_id: set.id },
    })
  }
  if (
    !data[0]?.fulfillment_providers?.some(
      (known) => known.id === fulfillmentProviderId
    )
  ) {
    links.push({
      ...location,
      [Modules.FULFILLMENT]: { fulfillment_provider_id: fulfillmentProviderId },
    })
  }
  if (links.length > 0) {
    await createLinksWorkflow(container).run({ input: links })
  }
  return set.id
}

async function seedServiceZones(
  container: MedusaContainer,
  fulfillmentSetId: string
): Promise<string[]> {
  const fulfillment = container.resolve(Modules.FULFILLMENT)
  const existing = await fulfillment.listServiceZones({
    fulfillment_set: { id: fulfillmentSetId },
  })
  const missing = zones.filter(
    ({ name }) => !existing.some((zone) => zone.name === name)
  )
  if (missing.length === 0) {
    return existing.map(({ id }) => id)
  }
  const { result } = await createServiceZonesWorkflow(container).run({
    input: {
      data: missing.map(({ name, country_code }) => ({
        name,
        fulfillment_set_id: fulfillmentSetId,
        geo_zones: [{ type: "country", country_code }],
      })),
    },
  })
  return [...existing, ...result].map(({ id }) => id)
}

import type { MedusaContainer } from "@medusajs/framework/types"
import {
  createShippingOptionsWorkflow,
  deleteShippingOptionsWorkflow,
} from "@medusajs/medusa/core-flows"
import { findRows } from "./find-rows"

type ShippingSetup = {
  serviceZoneIds: string[]
  shippingProfileId: string
  fulfillmentProviderId: string
}

type Option = {
  id: string
  name: string
  service_zone_id: string
  prices?: { id: string }[]
}

/** The same names and amounts (major units) as on the storefront's payment page. */
const shippingOptions = [
  {
    name: "Free shipping",
    amount: 0,
    type: {
      label: "Free",
      description: "Five to seven business days",
      code: "free",
    },
  },
  {
    name: "Express shipping",
    amount: 15,
    type: {
      label: "Express",
      description: "Two to three business days",
      code: "express",
    },
  },
]

/** Makes the missing ways of shipping in each service zone. */
export async function seedShippingOptions(
  container: MedusaContainer,
  { serviceZoneIds, shippingProfileId, fulfillmentProviderId }: ShippingSetup
): Promise<void> {
  const usable = await removeHalfMade(container, serviceZoneIds)
  const missing = serviceZoneIds.flatMap((service_zone_id) =>
    shippingOptions
      .filter(({ name }) => !usable.has(`${service_zone_id} ${name}`))
      .map(({ name, amount, type }) => ({
        name,
        type,
        service_zone_id,
        shipping_profile_id: shippingProfileId,
        provider_id: fulfillmentProviderId,
        price_type: "flat" as const,
        prices: [
          { currency_code: "usd", amount },
          { currency_code: "cad", amount },
        ],
      }))
  )
  if (missing.length > 0) {
    await createShippingOptionsWorkflow(container).run({ input: missing })
  }
}

/**
 * An option is written before its prices. One without prices was left behind
 * by a run that was killed; it cannot be chosen at any checkout.
 *
 * @returns «zone name» of the options that can stay
 */
async function removeHalfMade(
  container: MedusaContainer,
  serviceZoneIds: string[]
): Promise<Set<string>> {
  const data = await findRows<Option>(container, {
    entity: "shipping_option",
    fields: ["id", "name", "service_zone_id", "prices.id"],
    filters: {
      service_zone_id: serviceZoneIds,
      name: shippingOptions.map(({ name }) => name),
    },
  })
  const halfMade = data.filter(({ prices }) => !prices?.length)
  if (halfMade.length > 0) {
    await deleteShippingOptionsWorkflow(container).run({
      input: { ids: halfMade.map(({ id }) => id) },
    })
  }
  return new Set(
    data
      .filter((option) => !halfMade.includes(option))
      .map(({ service_zone_id, name }) => `${service_zone_id} ${name}`)
  )
}

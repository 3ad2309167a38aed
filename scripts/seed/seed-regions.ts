import type { MedusaContainer } from "@medusajs/framework/types"
import {
  createRegionsWorkflow,
  createTaxRegionsWorkflow,
  updateRegionsWorkflow,
} from "@medusajs/medusa/core-flows"
import { findRows, firstId } from "./find-rows"

type Region = {
  id: string
  countries?: { iso_2: string }[]
  payment_providers?: { id: string }[]
}

type Country = "us" | "ca"

/**
 * Of those that are set up: the one that takes no money, so that staff can
 * place an order by hand, and Medusa's own checkout with Stripe.
 */
const wantedProviderIds = ["pp_system_default", "pp_stripe_stripe"]

const regions: Record<Country, { name: string; currency_code: string }> = {
  us: { name: "United States", currency_code: "usd" },
  ca: { name: "Canada", currency_code: "cad" },
}

const countries: readonly Country[] = ["us", "ca"]

/** Makes a region and a tax region for each country. Returns the regions' ids. */
export async function seedRegions(
  container: MedusaContainer
): Promise<Record<Country, string>> {
  await seedTaxRegions(container)
  const enabled = await findRows<{ id: string }>(container, {
    entity: "payment_provider",
    fields: ["id"],
    filters: { id: wantedProviderIds, is_enabled: true },
  })
  const providerIds = enabled.map(({ id }) => id)
  return {
    us: await seedRegion(container, "us", providerIds),
    ca: await seedRegion(container, "ca", providerIds),
  }
}

/**
 * A country belongs to one region, so the country is what a region is found
 * by: staff may have given it another name.
 */
async function seedRegion(
  container: MedusaContainer,
  country: Country,
  providerIds: string[]
): Promise<string> {
  const data = await findRows<Region>(container, {
    entity: "region",
    fields: ["id", "countries.iso_2", "payment_providers.id"],
  })
  const region = data.find(({ countries }) =>
    countries?.some((known) => known.iso_2 === country)
  )
  if (!region) {
    const { result } = await createRegionsWorkflow(container).run({
      input: {
        regions: [
          {
            ...regions[country],
            countries: [country],
            payment_providers: providerIds,
            // Orders of the storefront bring the tax that Stripe took. Medusa
            // must not work out its own beside it.
            automatic_taxes: false,
          },
        ],
      },
    })
    return firstId(result, `region ${regions[country].name}`)
  }
  const known = region.payment_providers?.map(({ id }) => id) ?? []
  const all = [...new Set([...known, ...providerIds])]
  if (all.length > known.length) {
    await updateRegionsWorkflow(container).run({
      input: {
        selector: { id: region.id },
        update: { payment_providers: all },
      },
    })
  }
  return region.id
}

/** Without a rate of their own, for the same reason. */
async function seedTaxRegions(container: MedusaContainer): Promise<void> {
  const data = await findRows<{ country_code: string }>(container, {
    entity: "tax_region",
    fields: ["id", "country_code"],
  })
  const known = new Set(data.map(({ country_code }) => country_code))
  const missing = countries.filter((country) => !known.has(country))
  if (missing.length > 0) {
    await createTaxRegionsWorkflow(container).run({
      input: missing.map((country) => ({
        country_code: country,
        provider_id: "tp_system",
      })),
    })
  }
}

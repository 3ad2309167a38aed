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

/** The provider that takes no money: staff can place an order by hand with it. */
const paymentProviderId = "pp_system_default"

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
  return {
    us: await seedRegion(container, "us"),
    ca: await seedRegion(container, "ca"),
  }
}

/**
 * A country belongs to one region, so the country is what a region is found
 * by: staff may have given it another name.
 */
async function seedRegion(
  container: MedusaContainer,
  country: Country
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
            payment_providers: [paymentProviderId],
            // Orders of the storefront bring the tax that Stripe took. Medusa
            // must not work out its own beside it.
            automatic_taxes: false,
          },
        ],
      },
    })
    return firstId(result, `region ${regions[country].name}`)
  }
  if (
    !region.payment_providers?.some(
      (provider) => provider.id === paymentProviderId
    )
  ) {
    await updateRegionsWorkflow(container).run({
      input: {
        selector: { id: region.id },
        update: { payment_providers: [paymentProviderId] },
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

import type { RemoteQueryFunction } from "@medusajs/framework/types"
import type { StorefrontContext } from "../domain/storefront-context"

type Query = Omit<RemoteQueryFunction, symbol>

type RegionRow = {
  id: string
  currency_code: string
  countries?: { iso_2: string }[]
}

type ShippingOptionRow = {
  id: string
  name: string
  service_zone?: { geo_zones?: { country_code: string }[] } | null
}

/** Where the storefront sells: the store's default sales channel, and all regions and shipping options. */
export async function readStorefrontContext(
  query: Query
): Promise<StorefrontContext> {
  const salesChannelId = await readSalesChannelId(query)
  const [locationIds, regions, shippingOptions] = await Promise.all([
    salesChannelId ? readLocationIds(query, salesChannelId) : [],
    readRegions(query),
    readShippingOptions(query),
  ])
  return { salesChannelId, locationIds, regions, shippingOptions }
}

async function readSalesChannelId(query: Query): Promise<string | null> {
  const { data } = await query.graph({
    entity: "store",
    fields: ["default_sales_channel_id"],
  })
  const [store] = data as { default_sales_channel_id: string | null }[]
  return store?.default_sales_channel_id ?? null
}

async function readLocationIds(
  query: Query,
  salesChannelId: string
): Promise<string[]> {
  const { data } = await query.graph({
    entity: "sales_channel_location",
    fields: ["stock_location_id"],
    filters: { sales_channel_id: salesChannelId },
  })
  return (data as { stock_location_id: string }[]).map(
    (link) => link.stock_location_id
  )
}

async function readRegions(
  query: Query
): Promise<StorefrontContext["regions"]> {
  const { data } = await query.graph({
    entity: "region",
    fields: ["id", "currency_code", "countries.iso_2"],
  })
  return (data as RegionRow[]).map((region) => ({
    id: region.id,
    currencyCode: region.currency_code,
    countryCodes: (region.countries ?? []).map((country) => country.iso_2),
  }))
}

async function readShippingOptions(
  query: Query
): Promise<StorefrontContext["shippingOptions"]> {
  const { data } = await query.graph({
    entity: "shipping_option",
    fields: ["id", "name", "service_zone.geo_zones.country_code"],
  })
  return (data as ShippingOptionRow[]).map((option) => ({
    id: option.id,
    name: option.name,
    countryCodes: (option.service_zone?.geo_zones ?? []).map(
      (zone) => zone.country_code
    ),
  }))
}

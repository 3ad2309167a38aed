/** Where the storefront sells, as set up in Medusa. */
export type StorefrontContext = {
  salesChannelId: string | null
  /** The stock locations of the sales channel. */
  locationIds: readonly string[]
  regions: readonly StorefrontRegion[]
  shippingOptions: readonly StorefrontShippingOption[]
}

export type StorefrontRegion = {
  id: string
  currencyCode: string
  /** Lower-case ISO 3166-1 alpha-2. */
  countryCodes: readonly string[]
}

export type StorefrontShippingOption = {
  id: string
  name: string
  countryCodes: readonly string[]
}

/** The region of a country; else the only one of the currency; else null: staff are asked. */
export function chooseRegion(
  regions: readonly StorefrontRegion[],
  country: string | null,
  currency: string
): StorefrontRegion | null {
  const ofCurrency = regions.filter(
    (region) => region.currencyCode === currency
  )
  const ofCountry = ofCurrency.find(
    ({ countryCodes }) => country && countryCodes.includes(country)
  )
  return ofCountry ?? (ofCurrency.length === 1 ? (ofCurrency[0] ?? null) : null)
}

/** The option of that name that ships to the country, so that fulfilment knows its provider. */
export function chooseShippingOption(
  options: readonly StorefrontShippingOption[],
  name: string,
  country: string | null
): StorefrontShippingOption | null {
  const ofName = options.filter(
    (option) => option.name.toLowerCase() === name.toLowerCase()
  )
  return (
    ofName.find(
      ({ countryCodes }) => country && countryCodes.includes(country)
    ) ??
    ofName[0] ??
    null
  )
}

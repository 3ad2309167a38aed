import { chooseRegion, chooseShippingOption } from "./storefront-context"

const US = { id: "reg_us", currencyCode: "usd", countryCodes: ["us", "pr"] }
const CA = { id: "reg_ca", currencyCode: "cad", countryCodes: ["ca"] }
const ISLANDS = { id: "reg_vi", currencyCode: "usd", countryCodes: ["vi"] }

describe("the region of an order", () => {
  it.each([
    ["the one of the country and currency", [US, CA], "us", "usd", "reg_us"],
    ["among several of the currency", [ISLANDS, US], "pr", "usd", "reg_us"],
    [
      "the currency's only one for a new country",
      [US, CA],
      "mx",
      "usd",
      "reg_us",
    ],
    [
      "the currency's only one without an address",
      [US, CA],
      null,
      "cad",
      "reg_ca",
    ],
    [
      "a country that is sold to in another currency",
      [US, CA],
      "ca",
      "usd",
      "reg_us",
    ],
    ["none where two would do", [US, ISLANDS], "mx", "usd", null],
    [
      "none where two would do and no address is known",
      [US, ISLANDS],
      null,
      "usd",
      null,
    ],
    ["none of the currency (F35)", [US, CA], "us", "eur", null],
    ["none at all", [], "us", "usd", null],
  ])("%s", (_, regions, country, currency, id) => {
    expect(chooseRegion(regions, country, currency)?.id ?? null).toBe(id)
  })
})

describe("the shipping option", () => {
  const options = [
    { id: "so_us", name: "Express shipping", countryCodes: ["us"] },
    { id: "so_ca", name: "Express shipping", countryCodes: ["ca"] },
    { id: "so_free", name: "Free shipping", countryCodes: ["us", "ca"] },
  ]

  it.each([
    ["of the name and country", "Express shipping", "ca", "so_ca"],
    ["whatever the case", "EXPRESS Shipping", "ca", "so_ca"],
    [
      "of the name, where no address is known",
      "Express shipping",
      null,
      "so_us",
    ],
    [
      "of the name, where it does not go there",
      "Free shipping",
      "mx",
      "so_free",
    ],
    ["none of a name that is not known", "Drone", "us", null],
    ["none that only begins alike", "Express", "us", null],
  ])("%s", (_, name, country, id) => {
    expect(chooseShippingOption(options, name, country)?.id ?? null).toBe(id)
  })
})

import { isMalformedAddress } from "./malformed-address"

describe("an address", () => {
  it.each([
    "/admin/orders",
    "/admin/storefront/stock/items/A%2FB",
    "/admin/storefront/payments?q=%",
    "/app/%F0%9F%91%94",
    "*",
    "",
  ])("%s can be read", (url) => {
    expect(isMalformedAddress(url)).toBe(false)
  })

  it.each([
    "/admin/orders/%",
    "/admin/orders/%zz",
    "/admin/orders/%ff%fe",
    "/admin/storefront/stock/items/%00?history=1",
    "/admin/orders#open",
    "/admin/orders?q=1#open",
    "/admin/orders/a\tb",
    "/admin/orders?q=\u00a0",
    "/admin/orders?q=\f",
    "http://[",
    "http:///admin/orders",
    "HTTPS://[/admin/orders",
    "http://shop.example:99999999/",
  ])("F66: %s cannot", (url) => {
    expect(isMalformedAddress(url)).toBe(true)
  })
})

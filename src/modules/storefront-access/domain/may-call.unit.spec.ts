import fc from "fast-check"
import { mayCall } from "./may-call"

const ALLOWED: [string, string][] = [
  ["POST", "/admin/orders"],
  ["POST", "/admin/orders/"],
  ["POST", "/admin/Orders"],
  ["POST", "/ADMIN/ORDERS"],
  ["GET", "/admin/orders/storefront/pi_3Q"],
  ["GET", "/admin/orders/storefront/cs_test_a1/"],
  ["HEAD", "/admin/orders/storefront/pi_3Q"],
  ["GET", "/admin/inventory"],
  ["POST", "/admin/inventory/"],
  ["HEAD", "/admin/inventory"],
]

it.each(ALLOWED)("lets a storefront's key %s %s", (method, path) => {
  expect(mayCall("storefront", method, path)).toBe(true)
})

it.each([
  ["GET", "/admin/orders"],
  ["HEAD", "/admin/orders"],
  ["OPTIONS", "/admin/orders"],
  ["PUT", "/admin/orders"],
  ["DELETE", "/admin/inventory"],
  ["post", "/admin/orders"],
  ["POST", "//admin/orders"],
  ["POST", "/admin//orders"],
  ["POST", "/admin/orders//"],
  ["POST", "/admin/orders/x"],
  ["POST", "/admin/orders%2f.."],
  ["POST", "/admin/orders/.."],
  ["POST", "/admin/orders/../users"],
  ["POST", "/%61dmin/orders"],
  ["POST", "/admin/orders;x"],
  ["POST", "/admin/orders\n"],
  ["POST", "/admin/orders/storefront/pi_3Q"],
  ["GET", "/admin/orders/storefront"],
  ["GET", "/admin/orders/storefront/changes"],
  ["GET", "/admin/orders/storefront/line-items"],
  ["GET", "/admin/orders/storefront/pi_3Q/x"],
  ["GET", "/admin/orders/order_1"],
  ["GET", "/admin/inventory-items"],
  ["GET", "/admin/inventory/x"],
  ["POST", "/admin/api-keys"],
  ["POST", "/admin/storefront/api-keys/apk_1"],
  ["GET", "/admin"],
  ["GET", ""],
])("keeps a storefront's key from %s %s", (method, path) => {
  expect(mayCall("storefront", method, path)).toBe(false)
})

it("lets a key for staff call everything, and a storefront's nothing that staff alone may", () => {
  fc.assert(
    fc.property(
      fc.constantFrom("GET", "POST"),
      fc.webPath(),
      (method, path) => {
        expect(mayCall("staff", method, path)).toBe(true)
        expect(mayCall("storefront", method, `/admin${path}/users`)).toBe(false)
      }
    )
  )
})

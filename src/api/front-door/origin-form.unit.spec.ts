import { originForm } from "./origin-form"

it.each([
  ["http://shop.example/admin/orders?q=1", "/admin/orders?q=1"],
  ["HTTPS://shop.example:9000/hooks/payment/stripe", "/hooks/payment/stripe"],
  ["http://a@shop.example//admin", "//admin"],
  ["http://shop.example", "/"],
  ["http://shop.example?q=http://b/c", "/?q=http://b/c"],
  ["http://shop.example/a'b?q=%ff", "/a'b?q=%ff"],
])("F66: %s is %s", (target, path) => {
  expect(originForm(target)).toBe(path)
})

it.each([
  "/admin/orders?back=http://shop.example/a",
  "//shop.example/admin",
  "*",
  "",
  "http:///admin/orders",
  "http://[/admin/orders",
  "http://shop.example:99999999/",
])("leaves %s as it is", (target) => {
  expect(originForm(target)).toBe(target)
})

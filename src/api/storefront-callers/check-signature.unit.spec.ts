import { createHmac } from "node:crypto"
import fc from "fast-check"
import { checkSignature } from "./check-signature"

const SECRET = "a-secret-of-the-storefront"
const OLD_SECRET = "the-one-from-before-that"
const NOW = 1_795_248_000
const REQUEST = {
  method: "POST",
  target: "/admin/inventory",
  body: Buffer.from('{"sku":"A","quantity":1}'),
}

function header(
  overrides: Partial<typeof REQUEST & { t: string; secret: string }> = {}
): string {
  const { method, target, body, t, secret } = {
    ...REQUEST,
    t: String(NOW),
    secret: SECRET,
    ...overrides,
  }
  const hmac = createHmac("sha256", secret)
  return `t=${t},v1=${hmac.update(`${t}.${method}.${target}.`).update(body).digest("hex")}`
}

const check = (given: string | undefined, now = NOW) =>
  checkSignature(given, REQUEST, [SECRET, OLD_SECRET], now)

it("is the HMAC-SHA256 of time, method, path and body", () => {
  // From: printf '1795248000.POST./admin/inventory.{"sku":"A","quantity":1}' | openssl dgst -sha256 -hmac …
  expect(
    check(
      "t=1795248000,v1=1a316aa90726a541b485970f46069a6ff0a5494d01c72e862fb5902ad66eb2e4"
    )
  ).toBeNull()
})

it.each([
  ["either of two secrets", header({ secret: OLD_SECRET })],
  [
    "two signatures of which one fits",
    `${header({ secret: "x" })},${header().split(",")[1]}`,
  ],
  ["a space after the comma", header().replace(",", ", ")],
])("takes %s", (_, given) => {
  expect(check(given)).toBeNull()
})

it.each([
  ["nothing", undefined, "missing"],
  ["an empty header", "", "missing"],
  ["no time", header().split(",")[1], "malformed"],
  ["no signature", `t=${NOW}`, "malformed"],
  ["a time that is none", header({ t: "soon" }), "malformed"],
  ["capital letters", header().toUpperCase(), "malformed"],
  ["half a signature", header().slice(0, -1), "malformed"],
  ["six signatures", header() + `,v1=${"0".repeat(64)}`.repeat(5), "malformed"],
  ["another body", header({ body: Buffer.from("{}") }), "wrong"],
  ["another method", header({ method: "GET" }), "wrong"],
  ["another path", header({ target: "/admin/orders" }), "wrong"],
  ["another query", header({ target: "/admin/inventory?a=1" }), "wrong"],
  ["another secret", header({ secret: "a-secret-of-another-shop" }), "wrong"],
  ["another time than was signed", header().replace("t=1", "t=01"), "wrong"],
])("refuses %s", (_, given, problem) => {
  expect(check(given)).toBe(problem)
})

it("takes what is 300 s old or ahead, and nothing beyond", () => {
  expect(check(header(), NOW + 300)).toBeNull()
  expect(check(header(), NOW - 300)).toBeNull()
  expect(check(header(), NOW + 301)).toBe("stale")
  expect(check(header(), NOW - 301)).toBe("stale")
})

it("refuses whatever was not made with a secret", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 200 }), (given) => {
      expect(check(given)).not.toBeNull()
    })
  )
})

import { bareEvent } from "../../helpers/bare-event"
import { call } from "../../helpers/call"
import { Shop } from "../../helpers/shop"
import { STAFF } from "../../helpers/shop-template"
import { waitFor } from "../../helpers/wait-for"

/** A piece of a stack: a function's place in a file, or where packages lie. */
const STACK = /node_modules|\bat .+:\d+:\d+|\.(ts|js):\d+/

describe("every answer", () => {
  let shop: Shop

  beforeAll(async () => {
    shop = await Shop.open("answers_of_all")
  })

  afterAll(async () => {
    await shop.close()
  })

  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${shop.url}${path}`, { headers, redirect: "manual" })

  it.each([
    ["a route's", "/health/live", 200],
    ["a refused caller's", "/admin/products", 401],
    ["an unknown path's", "/nowhere/at/all", 404],
    ["the dashboard's", "/app", 200],
    ["a page of the dashboard's", "/app/orders", 200],
    ["a route's of the store without a key", "/store/products", 400],
    ["a hook's of nobody", "/hooks/payment/nobody", 405],
    ["an address's that cannot be read", "/store/%E0%A4%A", 400],
  ])(
    "%s has the headers, and says nothing of Express",
    async (_, path, status) => {
      const answer = await get(path)
      expect([path, answer.status]).toEqual([path, status])
      const headers = Object.fromEntries(answer.headers)
      expect(headers).toMatchObject({
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "referrer-policy": "no-referrer",
        "content-security-policy": expect.stringContaining(
          "frame-ancestors 'none'"
        ),
        "x-request-id": expect.stringMatching(/^[\w-]+$/),
      })
      expect(headers).not.toHaveProperty("x-powered-by")
      expect(headers).not.toHaveProperty("strict-transport-security")
      expect(await answer.text()).not.toMatch(STACK)
    }
  )

  it("Stripe's direct line has them too", async () => {
    const body = bareEvent("evt_headers")
    const answer = await fetch(`${shop.url}/hooks/payment/stripe`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "stripe-signature": shop.stripe.sign(body),
      },
      body,
    })
    expect(answer.status).toBe(200)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "x-content-type-options": "nosniff",
      "cache-control": "no-store",
      "x-request-id": expect.stringMatching(/^[\w-]+$/),
    })
  })

  it("with data in it is kept by nobody, and a page of scripts runs only its own", async () => {
    const data = await get("/admin/products")
    expect(data.headers.get("cache-control")).toBe("no-store")
    expect(data.headers.get("content-security-policy")).toContain(
      "default-src 'none'"
    )
    const page = await get("/app")
    expect(page.headers.get("content-security-policy")).toContain(
      "script-src 'self';"
    )
  })

  it("carries the caller's request id where it can be printed, and so does each line of the log", async () => {
    const answer = await fetch(`${shop.url}/auth/user/emailpass`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "x-request-id": "asked-by-a-test",
      },
      body: JSON.stringify({ email: STAFF.email, password: "wrong" }),
    })
    expect(answer.status).toBe(401)
    expect(answer.headers.get("x-request-id")).toBe("asked-by-a-test")
    // What Medusa says of the refusal, and the line of the request itself.
    const lines = await waitFor("both lines", () => {
      const seen = shop
        .output()
        .split("\n")
        .filter((line) => line.includes("asked-by-a-test"))
      return seen.length >= 2 && seen
    })
    expect(lines.join("\n")).toContain(
      "request method=POST path=/auth/user/emailpass status=401"
    )
  })

  it("F70: the log has no parameters of an address", async () => {
    await shop.admin("/admin/customers?q=planted.person%40example.com")
    await shop.admin("/admin/customers?q=planted.person@example.com")
    expect(shop.output()).not.toContain("planted.person")
  })

  it.each([
    "a; b",
    "a%0d%0aSet-Cookie: b=c",
    "<script>alert(1)</script>",
    "x".repeat(65),
  ])("F66: names itself anew where the caller's id is %s", async (id) => {
    const answer = await get("/health/live", { "x-request-id": id })
    expect(answer.headers.get("x-request-id")).toMatch(/^[\da-f-]{36}$/)
    expect(answer.headers.get("set-cookie")).toBeNull()
  })

  describe.each(["http://127.0.0.1", "HTTPS://shop.example:1", ""])(
    "F66: of an address that begins with «%s»",
    (server) => {
      it.each([
        ["/admin/storefront/issues?state=not_there", 400, "invalid_data"],
        ["/admin/storefront/issues/'%20?q=%ff", 400, "invalid_data"],
        ["/admin/storefront/issues/'%20", 404, "not_found"],
        ["/admin/orders?limit=1&fields=id", 200, undefined],
        ["/hooks/payment/stripe", 405, "method_not_allowed"],
        ["/admin/orders/a%00b", 400, "address_malformed"],
        ["/admin/orders/'?q=%ff#a", 400, "address_malformed"],
      ])("%s is answered with %s, %s", async (path, status, code) => {
        const answer = await call(shop.url, {
          method: "GET",
          path: `${server}${path}`,
          headers: { authorization: `Bearer ${await shop.staffToken()}` },
        })
        const body = JSON.parse(answer.text) as { code?: string }
        expect([answer.status, body.code]).toEqual([status, code])
      })

      it("a delivery is taken", async () => {
        const body = bareEvent(`evt_of_${server.length}`)
        const { status } = await call(shop.url, {
          method: "POST",
          path: `${server}/hooks/payment/stripe`,
          headers: {
            "content-type": "application/json",
            "stripe-signature": shop.stripe.sign(body),
          },
          body,
        })
        expect(status).toBe(200)
      })
    }
  )
})

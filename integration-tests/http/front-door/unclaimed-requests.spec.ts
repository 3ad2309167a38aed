import { ourRoutes } from "../../helpers/access/router"
import { type CallAnswer, call } from "../../helpers/call"
import { publishableKey } from "../../helpers/publishable-key"
import { Shop } from "../../helpers/shop"

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"]

const routes = ourRoutes()

/** Medusa's own methods of an address that this project adds one to. */
const MEDUSAS: Readonly<Record<string, string[]>> = { "/admin/orders": ["GET"] }

/** `:id` of a path as a name that stands for nothing. */
const filled = (path: string) => path.replace(/:\w+/g, "not_there")

/** What an address has: `/events/retry` is an event's too, one of the name `retry`. */
function methodsOf(address: string): string[] {
  const own = routes
    .filter(({ path }) =>
      new RegExp(`^${path.replace(/:\w+/g, "[^/]+")}$`).test(address)
    )
    .map(({ method }) => method)
  const methods = new Set([...own, ...(MEDUSAS[address] ?? [])])
  return [...methods, ...(methods.has("GET") ? ["HEAD"] : [])].sort()
}

const addresses = [...new Set(routes.map(({ path }) => filled(path)))]

/** Each of our addresses with each method that it does not have. */
const wrong = addresses.flatMap((path): [string, string][] =>
  METHODS.filter((method) => !methodsOf(path).includes(method)).map(
    (method) => [method, path]
  )
)

describe("a request that nothing here answers", () => {
  let shop: Shop
  let staff: Record<string, string>
  let store: Record<string, string>

  beforeAll(async () => {
    shop = await Shop.open("unclaimed_requests")
    staff = { authorization: `Bearer ${await shop.staffToken()}` }
    store = { "x-publishable-api-key": await publishableKey(shop) }
  })

  afterAll(async () => {
    await shop.close()
  })

  const send = (
    method: string,
    path: string,
    headers: Record<string, string> = staff
  ) => call(shop.url, { method, path, headers })

  function expectRefusal(
    answer: CallAnswer,
    status: number,
    refusal: { type: string; code: string }
  ) {
    expect([answer.status, answer.headers["content-type"]]).toEqual([
      status,
      "application/json; charset=utf-8",
    ])
    expect(JSON.parse(answer.text)).toEqual({
      ...refusal,
      message: expect.stringMatching(/\w{3}/),
    })
  }

  const notFound = { type: "not_found", code: "unknown_address" }
  const notAllowed = { type: "not_allowed", code: "method_not_allowed" }

  it("the walk has found the addresses", () => {
    expect(addresses).toEqual(
      expect.arrayContaining(["/health/live", "/hooks/payment/stripe"])
    )
    expect(wrong.length).toBeGreaterThan(100)
  })

  it.each(wrong)(
    "%s %s is told which methods there are",
    async (method, path) => {
      const answer = await send(method, path)
      expectRefusal(answer, 405, notAllowed)
      expect(answer.headers.allow).toBe(methodsOf(path).join(", "))
      expect(answer.text).toContain(methodsOf(path).join(", "))
    }
  )

  it("a HEAD of what only takes POST gets the status and no body", async () => {
    const answer = await send("HEAD", "/hooks/payment/stripe")
    expect([answer.status, answer.headers.allow, answer.text]).toEqual([
      405,
      "POST",
      "",
    ])
  })

  it.each([
    ["GET", "/admin/nowhere"],
    ["POST", "/admin/storefront/nowhere"],
    ["DELETE", "/admin/storefront/payments/pi_1/nowhere"],
    ["GET", "/hooks"],
    ["POST", "/hooks/nobody"],
    ["GET", "/health/nowhere"],
    ["GET", "/auth/a/b/c/d"],
    ["GET", "/"],
    ["GET", "/nowhere?to=%3Cscript%3E"],
    ["PROPFIND", "/admin/nowhere"],
  ])("%s %s is told that there is nothing", async (method, path) => {
    const answer = await send(method, path)
    expectRefusal(answer, 404, notFound)
    expect(answer.headers.allow).toBeUndefined()
  })

  it("at the store's addresses is told the same", async () => {
    expectRefusal(await send("GET", "/store/nowhere", store), 404, notFound)
    const answer = await send("PUT", "/store/products", store)
    expectRefusal(answer, 405, notAllowed)
    expect(answer.headers.allow).toBe("GET, HEAD")
  })

  it.each([...addresses, "/admin/nowhere"].filter(isAdmins))(
    "F64: %s says nothing of that to who is not let in",
    async (path) => {
      for (const method of ["PUT", "PATCH", "PROPFIND"]) {
        const answer = await send(method, path, {})
        expectRefusal(answer, 401, {
          type: "unauthorized",
          code: "unauthorized",
        })
        expect(answer.headers.allow).toBeUndefined()
      }
    }
  )

  it("leaves Medusa's routes and the dashboard to Medusa", async () => {
    expect((await send("GET", "/health")).text).toBe("OK")
    expect((await send("GET", "/admin/orders")).status).toBe(200)
    const missing = await send("GET", "/admin/products/prod_none")
    expect(JSON.parse(missing.text)).toMatchObject({ type: "not_found" })
    expect(missing.text).not.toContain("unknown_address")
    for (const page of ["/app", "/app/orders", "/app/nowhere"]) {
      const { status, text } = await send("GET", page)
      expect([page, status, text.slice(0, 15).toLowerCase()]).toEqual([
        page,
        200,
        "<!doctype html>",
      ])
    }
  })

  it("a browser is told what it may ask, as before", async () => {
    const answer = await send("OPTIONS", "/store/products", {
      origin: "http://localhost:8000",
      "access-control-request-method": "GET",
    })
    expect([
      answer.status,
      answer.headers["access-control-allow-origin"],
    ]).toEqual([204, "http://localhost:8000"])
  })
})

function isAdmins(path: string): boolean {
  return path.startsWith("/admin/")
}

import { bareEvent } from "../../helpers/bare-event"
import { openIdleShop } from "../../helpers/idle-shop"
import type { Shop } from "../../helpers/shop"

/** What production has no default for. The server only serves, so that nothing asks Stripe. */
const PRODUCTION = {
  NODE_ENV: "production",
  STRIPE_API_BASE_URL: "",
  JWT_SECRET: "a-jwt-secret-of-a-test-of-production",
  COOKIE_SECRET: "a-cookie-secret-of-a-test-of-production",
  STORE_CORS: "https://shop.example",
  ADMIN_CORS: "https://admin.example",
  AUTH_CORS: "https://admin.example",
  MEDUSA_WORKER_MODE: "server",
}

const ADDRESSES: [string, number][] = [
  ["/health/live", 200],
  ["/admin/products", 401],
  ["/store/products", 400],
  ["/app", 200],
  ["/nowhere", 404],
  ["/hooks/payment/stripe", 405],
]

describe("HTTPS in production", () => {
  let shop: Shop

  beforeAll(async () => {
    shop = await openIdleShop("over_https")
  })

  afterAll(async () => {
    await shop.close()
  })

  const get = (path: string, proto?: string) =>
    fetch(`${shop.url}${path}`, {
      redirect: "manual",
      headers: proto ? { "x-forwarded-proto": proto } : {},
    })

  const hstsOf = async (path: string, proto?: string) =>
    (await get(path, proto)).headers.get("strict-transport-security")

  it("is not insisted on elsewhere", async () => {
    for (const [path] of ADDRESSES) {
      expect([path, await hstsOf(path, "https")]).toEqual([path, null])
    }
  })

  describe("once it is production", () => {
    beforeAll(async () => {
      await shop.stop()
      await shop.restart(PRODUCTION)
    })

    it.each(ADDRESSES)(
      "%s tells browsers to come so again, for a year",
      async (path, status) => {
        const answer = await get(path, "https")
        expect(answer.status).toBe(status)
        expect(answer.headers.get("strict-transport-security")).toBe(
          "max-age=31536000"
        )
        expect(await hstsOf(path)).toBeNull()
        expect(await hstsOf(path, "http")).toBeNull()
      }
    )

    it("Stripe's direct line does too", async () => {
      const body = bareEvent("evt_over_https")
      const deliver = () =>
        fetch(`${shop.url}/hooks/payment/stripe`, {
          method: "POST",
          headers: {
            "content-type": "application/json",
            "stripe-signature": shop.stripe.sign(body),
            "x-forwarded-proto": "https",
          },
          body,
        })
      for (const round of [1, 2]) {
        const { status, headers } = await deliver()
        expect([
          round,
          status,
          headers.get("strict-transport-security"),
        ]).toEqual([round, 200, "max-age=31536000"])
      }
    })
  })
})

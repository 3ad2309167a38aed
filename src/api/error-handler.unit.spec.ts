import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { answerError } from "./error-handler"

/** What is answered to a request whose work threw. */
function answerTo(method: string, path: string, error: unknown) {
  const answer: { status?: number; body?: unknown; retryAfter?: string } = {}
  const res = {
    status: (status: number) => {
      answer.status = status
      return res
    },
    json: (body: unknown) => {
      answer.body = body
    },
    set: (_: string, value: string) => {
      answer.retryAfter = value
    },
  }
  const log = { info: () => undefined, error: () => undefined }
  const req = { method, path, scope: { resolve: () => log } }
  answerError(
    error,
    req as unknown as MedusaRequest,
    res as unknown as MedusaResponse,
    () => undefined
  )
  return answer
}

const OUT = Object.assign(new Error("connect ECONNREFUSED 10.0.0.7:5432"), {
  code: "ECONNREFUSED",
})

it.each([
  ["POST", "/admin/orders"],
  ["POST", "/admin/orders/"],
  ["GET", "/admin/orders/storefront/pi_1"],
  ["POST", "/admin/inventory"],
])(
  "F16: says 503 to %s %s while the database is out, and no address",
  (method, path) => {
    const { status, body, retryAfter } = answerTo(method, path, OUT)
    expect(status).toBe(503)
    expect(body).toEqual({
      type: "unavailable",
      code: "database_unavailable",
      message: expect.not.stringContaining("10.0.0.7"),
    })
    expect(Number(retryAfter)).toBeGreaterThan(0)
  }
)

it.each([
  ["GET", "/admin/orders"],
  ["POST", "/admin/orders/order_1/cancel"],
  ["GET", "/admin/products"],
])("leaves %s %s to Medusa", (method, path) => {
  expect(answerTo(method, path, OUT).body).not.toMatchObject({
    code: "database_unavailable",
  })
})

it("names Stripe, and not the database, where Stripe is out", () => {
  const stripe = { retry: "outage", code: "stripe_unreachable", message: "Out" }
  const path = "/admin/storefront/payments/pi_1/compare"
  expect(answerTo("POST", path, stripe)).toMatchObject({
    status: 503,
    body: { code: "stripe_unreachable" },
  })
})

describe.each(["development", "test", "demo", "production"])(
  "with NODE_ENV=%s",
  (environment) => {
    const { NODE_ENV } = process.env

    beforeAll(() => {
      process.env.NODE_ENV = environment
    })

    afterAll(() => {
      process.env.NODE_ENV = NODE_ENV
    })

    it.each(["/admin/storefront/status", "/admin/products", "/store/carts"])(
      "F70: tells who asks %s neither a stack nor what was thrown",
      (path) => {
        const thrown = Object.assign(new Error("hunter2 is wrong"), {
          stack: "Error\n    at ask (/srv/shop/src/lib/ask.ts:7:3)",
        })
        const { status, body } = answerTo("GET", path, thrown)
        expect(status).toBe(500)
        expect(body).toMatchObject({ code: "unknown_error" })
        expect(JSON.stringify(body)).not.toMatch(/hunter2|\.ts|stack/)
      }
    )
  }
)

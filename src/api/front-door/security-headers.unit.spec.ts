import type { IncomingMessage, ServerResponse } from "node:http"
import { securityHeadersFor } from "./security-headers"

/** What an answer gets, in an environment. */
function headersOf(
  environment: "development" | "demo" | "production",
  url: string,
  forwardedProto?: string
): Record<string, string> {
  const headers: Record<string, string> = {}
  securityHeadersFor({
    isDevelopment: environment === "development",
    isProduction: environment === "production",
  })(
    {
      url,
      headers: forwardedProto ? { "x-forwarded-proto": forwardedProto } : {},
    } as unknown as IncomingMessage,
    {
      setHeader: (name: string, value: string) => {
        headers[name] = value
      },
    } as unknown as ServerResponse
  )
  return headers
}

const HSTS = "Strict-Transport-Security"
const POLICY = "Content-Security-Policy"

describe("an answer of the API", () => {
  it.each(["development", "demo", "production"] as const)(
    "may load and run nothing, with NODE_ENV=%s",
    (environment) => {
      for (const url of ["/admin/orders?a=b", "/hooks/payment/stripe", "/x"]) {
        expect(headersOf(environment, url)).toMatchObject({
          [POLICY]: "default-src 'none'; frame-ancestors 'none'",
          "X-Content-Type-Options": "nosniff",
          "X-Frame-Options": "DENY",
          "Cache-Control": "no-store",
        })
      }
    }
  )
})

describe("a page of the dashboard", () => {
  it.each(["demo", "production"] as const)(
    "runs only its own scripts, with NODE_ENV=%s",
    (environment) => {
      const policy = headersOf(environment, "/app/orders")[POLICY]
      expect(policy).toContain("default-src 'self'; script-src 'self';")
      expect(policy).not.toContain("unsafe-eval")
    }
  )

  it("is let do what Vite needs in development, and put into no frame", () => {
    expect(headersOf("development", "/app")).toMatchObject({
      [POLICY]: "frame-ancestors 'none'",
      "X-Frame-Options": "DENY",
      "X-Content-Type-Options": "nosniff",
    })
  })
})

describe("over HTTPS", () => {
  it.each(["/health/live", "/app", "/static/a.png", "/store/products"])(
    "%s tells browsers to come so again, in production only",
    (url) => {
      expect(headersOf("production", url, "https")[HSTS]).toBe(
        "max-age=31536000"
      )
      expect(headersOf("demo", url, "https")).not.toHaveProperty(HSTS)
      expect(headersOf("development", url, "https")).not.toHaveProperty(HSTS)
    }
  )

  it.each([undefined, "http", "https, http", "httpsx"])(
    "is not what a proxy says by %j",
    (proto) => {
      expect(headersOf("production", "/app", proto)).not.toHaveProperty(HSTS)
    }
  )

  it("is what the last proxy says", () => {
    expect(headersOf("production", "/app", "http, https")).toHaveProperty(HSTS)
  })
})

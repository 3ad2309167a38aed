import type { IncomingMessage, ServerResponse } from "node:http"

export type SecuritySettings = {
  /** The dashboard comes from Vite, which works with scripts in the page and a socket. */
  isDevelopment: boolean
  /** Browsers are told to come over HTTPS only. */
  isProduction: boolean
}

type Headers = readonly (readonly [name: string, value: string])[]

const EVERYWHERE: Headers = [
  ["X-Content-Type-Options", "nosniff"],
  ["X-Frame-Options", "DENY"],
  ["Referrer-Policy", "no-referrer"],
]

const SAME_ORIGIN: Headers = [
  ["Cross-Origin-Opener-Policy", "same-origin"],
  ["Cross-Origin-Resource-Policy", "same-origin"],
]

/** An answer of the API is never a page; a browser that takes it for one may load and run nothing. */
const NO_PAGE: Headers = [
  ["Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"],
]

/**
 * What Medusa's dashboard needs: its own scripts, styles that components write into the page, and
 * pictures of products and flags from wherever the shop and the dashboard keep them.
 */
const DASHBOARD_POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src * data: blob:",
  "font-src 'self' data:",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ")

const DEVELOPMENT_POLICY = "frame-ancestors 'none'"

const ONE_YEAR = "max-age=31536000"

/**
 * The headers of an answer by what it is: one of the API, a page of the dashboard, or a picture that
 * the storefront shows too. By hand instead of by `helmet`, which has one set for all of them, and
 * fifteen functions to call for each of Stripe's deliveries.
 */
export function securityHeadersFor(
  settings: SecuritySettings
): (req: IncomingMessage, res: ServerResponse) => void {
  const dashboard: Headers = [
    ...EVERYWHERE,
    ...SAME_ORIGIN,
    [
      "Content-Security-Policy",
      settings.isDevelopment ? DEVELOPMENT_POLICY : DASHBOARD_POLICY,
    ],
  ]
  const files: Headers = [
    ...EVERYWHERE,
    ...NO_PAGE,
    ["Cross-Origin-Resource-Policy", "cross-origin"],
  ]
  const catalogue: Headers = [...EVERYWHERE, ...SAME_ORIGIN, ...NO_PAGE]
  const data: Headers = [...catalogue, ["Cache-Control", "no-store"]]
  const byPlace: Readonly<Record<string, Headers>> = {
    app: dashboard,
    static: files,
    // Of the shop's customers; Medusa and the storefront say what may be kept of it.
    store: catalogue,
  }
  return (req, res) => {
    for (const [name, value] of byPlace[placeOf(req.url)] ?? data) {
      res.setHeader(name, value)
    }
    if (settings.isProduction && isOverHttps(req)) {
      res.setHeader("Strict-Transport-Security", ONE_YEAR)
    }
  }
}

/** The first part of the path; what is not of this form is answered as data. */
function placeOf(url = ""): string {
  return /^\/(app|static|store)(?=[/?]|$)/i.exec(url)?.[1]?.toLowerCase() ?? ""
}

/** One proxy is trusted, as for addresses. */
function isOverHttps({ headers }: IncomingMessage): boolean {
  const forwarded = headers["x-forwarded-proto"]
  return String(forwarded).split(",").at(-1)?.trim() === "https"
}

import type {
  MedusaNextFunction,
  MedusaRequest,
  MedusaResponse,
  MiddlewareRoute,
} from "@medusajs/framework/http"
import { RequestRefusedError } from "./refusal-of-request"

const NAME = /^[a-z]\w{0,63}$/i

/**
 * Refuses parameters that are no plain `name=value`, and names that come twice. Express makes
 * objects and lists of `a[b]=1` and `a[]=1` and drops `__proto__` without a word, and Medusa answers
 * a name with two dots in it with 500.
 */
export function requirePlainParameters(
  req: MedusaRequest,
  _: MedusaResponse,
  next: MedusaNextFunction
): void {
  const [, ...query] = req.originalUrl.split("?")
  const names = [...new URLSearchParams(query.join("?")).keys()]
  const odd = names.find((name) => !NAME.test(name))
  const repeated = names.find((name, index) => names.indexOf(name) !== index)
  if (odd !== undefined) {
    next(
      refusal(
        "parameter_malformed",
        `${shown(odd)} must look like name=value, without brackets or dots in its name`
      )
    )
  } else if (repeated !== undefined) {
    next(
      refusal(
        "parameter_repeated",
        `${shown(repeated)} can be given once; several values are divided by commas`
      )
    )
  } else {
    next()
  }
}

function refusal(code: string, message: string): RequestRefusedError {
  return new RequestRefusedError({ status: 400, code, message })
}

/** What it begins with, as far as that is a name: the rest may be anything. */
function shown(name: string): string {
  const [beginning] = /^[a-z]\w{0,63}/i.exec(name) ?? []
  return beginning ? `'${beginning}'` : "A parameter of the address"
}

/** Of every route of this project's under /admin, after it is known who asks. */
export const plainParameterMiddlewares: MiddlewareRoute[] = [
  { matcher: "/admin/storefront" },
  { matcher: "/admin/inventory" },
  { matcher: "/admin/orders/storefront" },
  // The others under this path are Medusa's.
  { matcher: "/admin/orders", methods: ["POST" as const] },
].map((route) => ({ ...route, middlewares: [requirePlainParameters] }))

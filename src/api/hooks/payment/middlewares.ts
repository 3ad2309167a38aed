import type { MiddlewareRoute } from "@medusajs/framework/http"

/*
 * The route reads the body itself: with a limit of size and time, as raw bytes, and not parsed
 * before it is verified. Spelt out, without wildcards: of several settings for the body of one
 * address Medusa takes the one without parameters or wildcards first, and has one for
 * /hooks/payment/:provider of its own.
 */
export const STRIPE_ADDRESSES = [
  "/hooks/payment/stripe",
  "/hooks/payment/stripe_stripe",
]

export const stripeHookMiddlewares: MiddlewareRoute[] = STRIPE_ADDRESSES.map(
  (matcher) => ({ methods: ["POST"], matcher, bodyParser: false })
)

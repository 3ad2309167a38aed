import type { MiddlewareRoute } from "@medusajs/framework/http"

/** Stripe's largest events are far below; the framework's own limit of 100 kB is not. */
const SIZE_LIMIT = "1mb"

/*
 * Spelt out, without wildcards: of several settings for the body of one address Medusa takes the
 * one without parameters or wildcards first, and has one for /hooks/payment/:provider of its own.
 */
const ADDRESSES = ["/hooks/payment/stripe", "/hooks/payment/stripe_stripe"]

export const stripeHookMiddlewares: MiddlewareRoute[] = ADDRESSES.map(
  (matcher) => ({
    methods: ["POST"],
    matcher,
    bodyParser: { preserveRawBody: true, sizeLimit: SIZE_LIMIT },
  })
)

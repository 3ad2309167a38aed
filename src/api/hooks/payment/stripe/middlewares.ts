import type { MiddlewareRoute } from "@medusajs/framework/http"

/** Stripe's largest events are far below; the framework's own limit of 100 kB is not. */
const SIZE_LIMIT = "1mb"

export const stripeHookMiddlewares: MiddlewareRoute[] = [
  {
    methods: ["POST"],
    matcher: "/hooks/payment/stripe*",
    bodyParser: { preserveRawBody: true, sizeLimit: SIZE_LIMIT },
  },
]

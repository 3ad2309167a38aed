import { readEnvironment } from "./env"

/** How often Stripe is asked for what never arrived, in ms. Jobs are registered before there are options. */
export function catchUpIntervalMs(): number {
  return readEnvironment(process.env).STRIPE_CATCH_UP_SECONDS * 1000
}

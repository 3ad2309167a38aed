import { readEnvironment } from "./env"

/** How often Stripe is asked for what never arrived, in ms. Jobs are registered before there are options. */
export function catchUpIntervalMs(): number {
  return readEnvironment(process.env).STRIPE_CATCH_UP_SECONDS * 1000
}

/** How often it is looked which payments are due to be compared with Stripe, in ms. */
export function compareIntervalMs(): number {
  return readEnvironment(process.env).STOREFRONT_COMPARE_SECONDS * 1000
}

/** How often what changed lately is compared with the legacy store, in ms. */
export function reconcileIntervalMs(): number {
  return readEnvironment(process.env).SUPABASE_RECONCILE_SECONDS * 1000
}

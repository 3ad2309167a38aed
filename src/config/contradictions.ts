type Given = Readonly<Record<string, string>>

/** What development and tests sign with; anybody can read it here. */
export const DEVELOPMENT_SECRET = "only-for-development-and-tests"

/**
 * What is wrong with settings that each make sense alone, and not beside one another.
 *
 * @param given without those that are empty
 * @returns a sentence each; no value is in it
 */
export function contradictions(given: Given): string[] {
  return [...contradictionsOfStripe(given), ...contradictionsOfStores(given)]
}

function contradictionsOfStripe(given: Given): string[] {
  const { STRIPE_API_KEY: key, STRIPE_WEBHOOK_SECRET: secret } = given
  const faults: string[] = []
  if (key && !secret) {
    faults.push(
      "STRIPE_WEBHOOK_SECRET is required where STRIPE_API_KEY is set: the signing secret of the endpoint /hooks/payment/stripe, from the Stripe dashboard"
    )
  }
  if (given.NODE_ENV === "production" && given.STRIPE_API_BASE_URL) {
    faults.push(
      "STRIPE_API_BASE_URL must not be set in production: it is for tests and the demo"
    )
  }
  // Elsewhere the stand-in answers, and takes any key.
  const reachesStripe = !given.STRIPE_API_BASE_URL
  if (
    given.NODE_ENV !== "production" &&
    reachesStripe &&
    /^(sk|rk)_live_/.test(key ?? "")
  ) {
    faults.push(
      "STRIPE_API_KEY must be a key of Stripe's test mode outside production, such as sk_test_ followed by letters and digits: a refund tried out with a live key is money; live keys need NODE_ENV=production"
    )
  }
  return faults
}

function contradictionsOfStores(given: Given): string[] {
  const faults: string[] = []
  if (given.SUPABASE_STOCK_MAPPING && given.SUPABASE_STOCK_PRESET) {
    faults.push(
      "SUPABASE_STOCK_PRESET must not be set beside SUPABASE_STOCK_MAPPING: one of them says which tables are written"
    )
  }
  if (given.SUPABASE_DB_URL && given.SUPABASE_DB_URL === given.DATABASE_URL) {
    faults.push(
      "SUPABASE_DB_URL must be another database than DATABASE_URL: the legacy store's, such as postgres://medusa_sync:password@db.project.supabase.co:5432/postgres"
    )
  }
  if (given.SUPABASE_CA_CERT && !given.SUPABASE_DB_URL) {
    faults.push(
      "SUPABASE_DB_URL is required where SUPABASE_CA_CERT is set: the certificate is for that connection"
    )
  }
  if (given.NODE_ENV === "production") {
    for (const name of ["JWT_SECRET", "COOKIE_SECRET"]) {
      if (given[name] === DEVELOPMENT_SECRET) {
        faults.push(
          `${name} must be a secret of your own in production, such as the output of: openssl rand -hex 32; this one is public`
        )
      }
    }
  }
  return faults
}

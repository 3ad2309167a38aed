import type { World } from "./call-medusa.ts"
import { openDeadLetters } from "./dead-letter.ts"
import type { Reporter } from "./report-payment.ts"

const DEFAULT_TIMEOUT_MS = 5_000

export type Environment = (name: string) => string | undefined

/**
 * What the functions run with:
 * - `MEDUSA_URL`: where Medusa is, such as https://medusa.example.com
 * - `MEDUSA_API_KEY`: a secret key made in Medusa's admin
 * - `MEDUSA_SIGNING_SECRET`: Medusa's STOREFRONT_SIGNING_SECRET, where it has one
 * - `MEDUSA_TIMEOUT_MS`: how long one try may take; 5,000 unless told
 * - `SUPABASE_URL`, `SUPABASE_SERVICE_ROLE_KEY`: set by Supabase
 *
 * @throws Error that names what is missing.
 */
export function openReporter(
  environment: Environment,
  world: World = realWorld
): Reporter {
  const needed = (name: string): string => {
    const value = environment(name)?.trim()
    if (!value) {
      throw new Error(`${name} is not set: supabase secrets set ${name}=…`)
    }
    return value
  }
  return {
    world,
    medusa: {
      url: needed("MEDUSA_URL").replace(/\/+$/, ""),
      apiKey: needed("MEDUSA_API_KEY"),
      signingSecret: environment("MEDUSA_SIGNING_SECRET")?.trim() || null,
      timeoutMs: Number(environment("MEDUSA_TIMEOUT_MS")) || DEFAULT_TIMEOUT_MS,
    },
    deadLetters: openDeadLetters(world, {
      url: needed("SUPABASE_URL").replace(/\/+$/, ""),
      serviceKey: needed("SUPABASE_SERVICE_ROLE_KEY"),
    }),
  }
}

const realWorld: World = {
  fetch: (...request) => fetch(...request),
  now: () => Date.now(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  random: () => Math.random(),
  // One line of JSON: Supabase keeps what a function prints as its log.
  log: (fields) => console.log(JSON.stringify(fields)),
}

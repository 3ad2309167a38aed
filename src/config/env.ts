import { z } from "@medusajs/framework/zod"
import { RESTOCK_RULES } from "../modules/storefront-orders/types"
import { EDIT_POLICIES } from "../modules/supabase-sync/types"
import { DEVELOPMENT_SECRET, contradictions } from "./contradictions"
import { SUPABASE_STOCK_PRESETS } from "./legacy-store"

/** A setting that is missing or wrong. Its message lists every fault, one a line, and prints no value. */
export class ConfigurationError extends Error {
  override readonly name = "ConfigurationError"
}

const postgresUrl = z
  .string()
  .regex(/^postgres(ql)?:\/\/[^\s]+$/)
  .describe(
    "a PostgreSQL address, such as postgres://user:password@localhost:5432/medusa"
  )

const httpUrl = z
  .string()
  .regex(/^https?:\/\/[^\s]+$/)
  .describe("an http address, such as http://localhost:12111")

const secret = z
  .string()
  .min(16)
  .describe(
    "a secret of at least 16 characters, such as the output of: openssl rand -hex 32"
  )

/** Sent as `Bearer`; one that looked like a secret API key would be checked as one. */
const bearerToken = z
  .string()
  .regex(/^(?!sk_)[!-~]{16,}$/)
  .describe(
    "a secret of at least 16 letters, digits and signs without spaces that does not begin with sk_, such as the output of: openssl rand -hex 32"
  )

const origins = z
  .string()
  .regex(/^[^\s]+$/)
  .describe(
    "origins divided by commas, without spaces, such as http://localhost:9000,https://shop.example"
  )

const stripeApiKey = z
  .string()
  .regex(/^(sk|rk)_(test|live)_[A-Za-z0-9_]+$/)
  .describe(
    "a Stripe secret key, such as sk_test_ followed by letters and digits"
  )

const webhookSecrets = z
  .string()
  .regex(/^whsec_[A-Za-z0-9+/=_-]+(,whsec_[A-Za-z0-9+/=_-]+)*$/)
  .describe(
    "one or more webhook signing secrets divided by commas, such as whsec_ followed by letters and digits"
  )

const signingSecrets = z
  .string()
  .regex(/^[^\s,]{16,}(,[^\s,]{16,})*$/)
  .describe(
    "one or more secrets of at least 16 characters divided by commas, such as the output of: openssl rand -hex 32"
  )

const port = z
  .string()
  .regex(/^\d{1,5}$/)
  .refine((value) => Number(value) >= 1 && Number(value) <= 65535)
  .describe("a port from 1 to 65535, such as 9000")

const wholeNumber = (what: string, from: number, to: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .refine((value) => value >= from && value <= to)
    .describe(`a whole number of ${what} from ${from} to ${to}`)

const pointInTime = z
  .union([z.iso.date(), z.iso.datetime({ offset: true })])
  .transform((value) => new Date(value))
  .describe(
    "a date or a time in UTC, such as 2026-11-01 or 2026-11-01T08:00:00Z"
  )

const environmentSchema = z.object({
  // A misspelt «production» must not run on the secrets of development.
  NODE_ENV: z
    // `demo` is the built server with the built admin, over http on this machine: Medusa builds the
    // admin anew for each visitor in development, and wants HTTPS in production.
    .enum(["development", "test", "demo", "production"])
    .default("development")
    .describe("one of development, test, demo, production"),
  DATABASE_URL: postgresUrl,
  SUPABASE_DB_URL: postgresUrl.optional(),
  SUPABASE_STOCK_PRESET: z
    .enum(SUPABASE_STOCK_PRESETS)
    .default("variants")
    .describe(`one of ${SUPABASE_STOCK_PRESETS.join(", ")}`),
  SUPABASE_STOCK_MAPPING: z.string().optional(),
  SUPABASE_CA_CERT: z
    .string()
    .optional()
    .describe(
      "the path of a PEM file, or the certificate itself (-----BEGIN …)"
    ),
  SUPABASE_EDIT_POLICY: z
    .enum(EDIT_POLICIES)
    .default("report")
    .describe(`one of ${EDIT_POLICIES.join(", ")}`),
  SUPABASE_UNCOUNTED_QUANTITY: wholeNumber("pieces", 1, 1_000_000).default(999),
  SUPABASE_RECONCILE_SECONDS: wholeNumber("seconds", 1, 3600).default(300),
  SUPABASE_HISTORY_DAYS: wholeNumber("days", 1, 3650).default(90),
  STRIPE_API_KEY: stripeApiKey.optional(),
  STRIPE_WEBHOOK_SECRET: webhookSecrets.optional(),
  STRIPE_API_BASE_URL: httpUrl.optional(),
  // With up to two minutes of patience for what is just happening, the longest
  // pause still finds a payment within 15 minutes.
  STRIPE_CATCH_UP_SECONDS: wholeNumber("seconds", 1, 600).default(300),
  STRIPE_CATCH_UP_DAYS: wholeNumber("days", 1, 30).default(3),
  STRIPE_CATCH_UP_SINCE: pointInTime.optional(),
  STRIPE_PAYLOAD_RETENTION_DAYS: wholeNumber("days", 1, 3650).default(90),
  STOREFRONT_RESTOCK_ON_REFUND: z
    .enum(RESTOCK_RULES)
    .default("never")
    .describe(`one of ${RESTOCK_RULES.join(", ")}`),
  STOREFRONT_HOLD_DISPUTED: z
    .enum(["true", "false"])
    .default("true")
    .describe("true or false"),
  STOREFRONT_COMPARE_SECONDS: wholeNumber("seconds", 1, 3600).default(900),
  STOREFRONT_SIGNING_SECRET: signingSecrets.optional(),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\/[^\s]+$/)
    .optional()
    .describe("a Redis address, such as redis://localhost:6379"),
  PORT: port.default("9000"),
  MEDUSA_WORKER_MODE: z
    .enum(["shared", "worker", "server"])
    .default("shared")
    .describe("one of shared, worker, server"),
  JWT_SECRET: secret.optional(),
  COOKIE_SECRET: secret.optional(),
  STORE_CORS: origins.default("http://localhost:8000"),
  ADMIN_CORS: origins.default("http://localhost:9000"),
  AUTH_CORS: origins.default("http://localhost:9000"),
  METRICS_TOKEN: bearerToken.optional(),
  FAILED_ATTEMPTS_SECONDS: wholeNumber("seconds", 1, 3600).default(60),
})

type RawEnvironment = z.infer<typeof environmentSchema>

/** The checked settings of this process. Secrets in it must not be logged. */
export type Environment = Omit<
  RawEnvironment,
  "STRIPE_WEBHOOK_SECRET" | "STOREFRONT_SIGNING_SECRET"
> & {
  JWT_SECRET: string
  COOKIE_SECRET: string
  /** In the order given; each is accepted while a secret is being changed. */
  STRIPE_WEBHOOK_SECRETS: string[]
  /** Each is accepted while a secret is being changed; where there is none, calls need no signature. */
  STOREFRONT_SIGNING_SECRETS: string[]
}

/** In production these have no default: a shop must not run on a secret that is public. */
const REQUIRED_IN_PRODUCTION = [
  "JWT_SECRET",
  "COOKIE_SECRET",
  "STRIPE_API_KEY",
  "STRIPE_WEBHOOK_SECRET",
  "SUPABASE_DB_URL",
  "STORE_CORS",
  "ADMIN_CORS",
  "AUTH_CORS",
] as const

/**
 * Checks the process's settings once, at start.
 *
 * @param source as `process.env`; an empty text counts as not set.
 * @throws ConfigurationError with one line for each wrong or missing setting: its name, what it
 *   expects and an example. The value itself is never printed.
 */
export function readEnvironment(
  source: Record<string, string | undefined>
): Environment {
  const given = withoutEmptyTexts(source)
  const result = environmentSchema.safeParse(given)
  const faults = [
    ...(result.success ? [] : describeFaults(result.error.issues)),
    ...missingInProduction(given),
    ...contradictions(given),
  ]
  if (!result.success || faults.length > 0) {
    throw new ConfigurationError(
      `The configuration is not usable:\n${[...new Set(faults)].map((fault) => `  - ${fault}`).join("\n")}`
    )
  }
  const { STRIPE_WEBHOOK_SECRET, STOREFRONT_SIGNING_SECRET, ...settings } =
    result.data
  return {
    ...settings,
    JWT_SECRET: settings.JWT_SECRET ?? DEVELOPMENT_SECRET,
    COOKIE_SECRET: settings.COOKIE_SECRET ?? DEVELOPMENT_SECRET,
    STRIPE_WEBHOOK_SECRETS: STRIPE_WEBHOOK_SECRET?.split(",") ?? [],
    STOREFRONT_SIGNING_SECRETS: STOREFRONT_SIGNING_SECRET?.split(",") ?? [],
  }
}

/**
 * The settings for `medusa build`, which compiles and connects to nothing: what is missing is
 * filled with values that no running system would accept.
 */
export function readEnvironmentForBuild(): Environment {
  return readEnvironment({ DATABASE_URL: "postgres://build-only.invalid/none" })
}

function withoutEmptyTexts(
  source: Record<string, string | undefined>
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(source).filter(
      (entry): entry is [string, string] => !!entry[1]?.trim()
    )
  )
}

function describeFaults(issues: readonly { path: PropertyKey[] }[]): string[] {
  return issues.map(({ path }) => {
    const name = String(path[0])
    const field =
      environmentSchema.shape[name as keyof typeof environmentSchema.shape]
    return `${name} must be ${expectation(field)}`
  })
}

/** A description sits on the inner type when `.optional()` or `.default()` was put around it later. */
function expectation(field: z.ZodType): string {
  if (field.description) {
    return field.description
  }
  const inner = field instanceof z.ZodOptional || field instanceof z.ZodDefault
  return inner ? expectation(field.unwrap() as z.ZodType) : "set"
}

function missingInProduction(given: Record<string, string>): string[] {
  if (given.NODE_ENV !== "production") {
    return []
  }
  return REQUIRED_IN_PRODUCTION.filter((name) => !given[name]).map(
    (name) =>
      `${name} is required in production: ${expectation(environmentSchema.shape[name])}`
  )
}

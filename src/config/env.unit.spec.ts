import {
  ConfigurationError,
  readEnvironment,
  readEnvironmentForBuild,
} from "./env"

const DATABASE_URL = "postgres://medusa:secret@localhost:5432/medusa"

/** Everything that production asks for. */
const PRODUCTION = {
  NODE_ENV: "production",
  DATABASE_URL,
  SUPABASE_DB_URL: "postgresql://sync:secret@db.example.com:5432/postgres",
  STRIPE_API_KEY: "rk_test_abcdefgh",
  STRIPE_WEBHOOK_SECRET: "whsec_one",
  JWT_SECRET: "a-jwt-secret-of-our-own",
  COOKIE_SECRET: "a-cookie-secret-of-our-own",
  STORE_CORS: "https://shop.example",
  ADMIN_CORS: "https://admin.example",
  AUTH_CORS: "https://admin.example,https://shop.example",
}

/** The lines of the refusal, one a fault. */
function faultsOf(source: Record<string, string | undefined>): string[] {
  try {
    readEnvironment(source)
  } catch (error) {
    if (!(error instanceof ConfigurationError)) {
      throw error
    }
    const [title, ...lines] = error.message.split("\n")
    expect(title).toBe("The configuration is not usable:")
    return lines
  }
  return []
}

describe("defaults", () => {
  it("needs nothing but a database for development", () => {
    expect(readEnvironment({ DATABASE_URL })).toEqual({
      NODE_ENV: "development",
      DATABASE_URL,
      SUPABASE_STOCK_PRESET: "variants",
      SUPABASE_EDIT_POLICY: "report",
      SUPABASE_UNCOUNTED_QUANTITY: 999,
      SUPABASE_RECONCILE_SECONDS: 300,
      SUPABASE_HISTORY_DAYS: 90,
      STOREFRONT_RESTOCK_ON_REFUND: "never",
      STOREFRONT_HOLD_DISPUTED: "true",
      STOREFRONT_COMPARE_SECONDS: 900,
      PORT: "9000",
      MEDUSA_WORKER_MODE: "shared",
      STRIPE_CATCH_UP_SECONDS: 300,
      STRIPE_CATCH_UP_DAYS: 3,
      STRIPE_PAYLOAD_RETENTION_DAYS: 90,
      STORE_CORS: "http://localhost:8000",
      ADMIN_CORS: "http://localhost:9000",
      AUTH_CORS: "http://localhost:9000",
      JWT_SECRET: "only-for-development-and-tests",
      COOKIE_SECRET: "only-for-development-and-tests",
      FAILED_ATTEMPTS_SECONDS: 60,
      STRIPE_WEBHOOK_SECRETS: [],
      STOREFRONT_SIGNING_SECRETS: [],
    })
  })

  it.each(["", " ", "\n", undefined])(
    "counts an empty text as not set: %j",
    (PORT) => {
      expect(readEnvironment({ DATABASE_URL, PORT }).PORT).toBe("9000")
    }
  )

  it("names the database where none is set", () => {
    expect(faultsOf({ DATABASE_URL: "  " })).toEqual([
      "  - DATABASE_URL must be a PostgreSQL address, such as postgres://user:password@localhost:5432/medusa",
    ])
  })

  it("leaves settings of other programs alone", () => {
    const read = readEnvironment({ DATABASE_URL, PATH: "/usr/bin" })
    expect(read).not.toHaveProperty("PATH")
  })
})

describe("wrong values", () => {
  it.each([
    ["DATABASE_URL", "mysql://planted@localhost/db", "postgres://"],
    ["DATABASE_URL", "postgres://planted with spaces", "postgres://"],
    ["SUPABASE_DB_URL", "https://planted.supabase.co", "postgres://"],
    ["SUPABASE_STOCK_PRESET", "planted", "variants, products"],
    ["SUPABASE_EDIT_POLICY", "planted", "ignore, report, adjust"],
    ["SUPABASE_UNCOUNTED_QUANTITY", "0", "from 1 to 1000000"],
    ["SUPABASE_RECONCILE_SECONDS", "0", "from 1 to 3600"],
    ["SUPABASE_HISTORY_DAYS", "planted", "from 1 to 3650"],
    ["STRIPE_API_KEY", "pk_test_planted", "sk_test_"],
    ["STRIPE_API_KEY", "sk_test_planted key", "sk_test_"],
    ["STRIPE_WEBHOOK_SECRET", "planted", "whsec_"],
    ["STRIPE_WEBHOOK_SECRET", "whsec_planted,", "whsec_"],
    ["STRIPE_WEBHOOK_SECRET", "whsec_planted, whsec_two", "whsec_"],
    ["STRIPE_WEBHOOK_SECRET", "whsec_planted,planted", "whsec_"],
    ["STRIPE_API_BASE_URL", "planted:12111", "http://localhost:12111"],
    ["REDIS_URL", "http://planted:6379", "redis://localhost:6379"],
    ["PORT", "planted", "9000"],
    ["PORT", "0", "9000"],
    ["PORT", "65536", "9000"],
    ["PORT", "90.5", "9000"],
    ["PORT", "-1", "9000"],
    ["MEDUSA_WORKER_MODE", "planted", "shared, worker, server"],
    ["STRIPE_CATCH_UP_SECONDS", "planted", "from 1 to 600"],
    ["STRIPE_CATCH_UP_SECONDS", "601", "from 1 to 600"],
    ["STRIPE_CATCH_UP_SECONDS", "0", "from 1 to 600"],
    ["STRIPE_CATCH_UP_DAYS", "31", "from 1 to 30"],
    ["STRIPE_CATCH_UP_DAYS", "1.5", "from 1 to 30"],
    ["STRIPE_CATCH_UP_SINCE", "planted", "2026-11-01T08:00:00Z"],
    ["STRIPE_CATCH_UP_SINCE", "2026-02-30", "2026-11-01T08:00:00Z"],
    ["STRIPE_PAYLOAD_RETENTION_DAYS", "-1", "from 1 to 3650"],
    ["STOREFRONT_COMPARE_SECONDS", "0", "from 1 to 3600"],
    ["STOREFRONT_SIGNING_SECRET", "too-short", "at least 16 characters"],
    [
      "STOREFRONT_SIGNING_SECRET",
      "a-secret-of-the-storefront,",
      "divided by commas",
    ],
    ["JWT_SECRET", "planted-short", "openssl rand -hex 32"],
    ["COOKIE_SECRET", "planted-short", "openssl rand -hex 32"],
    ["METRICS_TOKEN", "planted-short", "openssl rand -hex 32"],
    ["METRICS_TOKEN", "planted with spaces in it", "without spaces"],
    ["METRICS_TOKEN", "sk_planted-like-a-key", "does not begin with sk_"],
    ["STORE_CORS", "http://planted, http://b", "http://localhost:9000"],
    ["ADMIN_CORS", "http://planted http://b", "http://localhost:9000"],
    ["AUTH_CORS", "http://planted\thttp://b", "http://localhost:9000"],
    ["NODE_ENV", "planted", "production"],
  ])(
    "%s: names it, says what it expects with an example, and hides the value (%s)",
    (name, value, example) => {
      const complete = {
        DATABASE_URL,
        STRIPE_API_KEY: "sk_test_one",
        STRIPE_WEBHOOK_SECRET: "whsec_one",
        [name]: value,
      }
      const [line, ...others] = faultsOf(complete)
      expect(others).toEqual([])
      expect(line).toMatch(new RegExp(`^  - ${name} must be `))
      expect(line).toContain(example)
      expect(line).not.toContain("planted")
    }
  )

  it("lists all faults at once, each on its own line", () => {
    const lines = faultsOf({
      DATABASE_URL: "x",
      PORT: "x",
      MEDUSA_WORKER_MODE: "x",
    })
    expect(lines.map((line) => line.split(" ")[3])).toEqual([
      "DATABASE_URL",
      "PORT",
      "MEDUSA_WORKER_MODE",
    ])
  })

  it.each(["1", "80", "65535"])("takes the port %s", (PORT) => {
    expect(readEnvironment({ DATABASE_URL, PORT }).PORT).toBe(PORT)
  })
})

describe("Stripe", () => {
  it("accepts several webhook secrets while one is being changed, in their order", () => {
    const { STRIPE_WEBHOOK_SECRETS } = readEnvironment({
      DATABASE_URL,
      STRIPE_WEBHOOK_SECRET: "whsec_new,whsec_old",
    })
    expect(STRIPE_WEBHOOK_SECRETS).toEqual(["whsec_new", "whsec_old"])
  })

  it("refuses a key without a webhook secret: payments would be taken and never heard of", () => {
    const lines = faultsOf({ DATABASE_URL, STRIPE_API_KEY: "sk_test_planted" })
    expect(lines).toEqual([
      expect.stringContaining("STRIPE_WEBHOOK_SECRET is required"),
    ])
    expect(lines.join()).not.toContain("planted")
  })

  it("allows a webhook secret alone", () => {
    const STRIPE_WEBHOOK_SECRET = "whsec_one"
    expect(faultsOf({ DATABASE_URL, STRIPE_WEBHOOK_SECRET })).toEqual([])
  })

  it.each([
    ["2026-11-01", "2026-11-01T00:00:00.000Z"],
    ["2026-11-01T08:00:00Z", "2026-11-01T08:00:00.000Z"],
    ["2026-11-01T08:00:00+02:00", "2026-11-01T06:00:00.000Z"],
  ])("catches up since %s", (STRIPE_CATCH_UP_SINCE, moment) => {
    const read = readEnvironment({ DATABASE_URL, STRIPE_CATCH_UP_SINCE })
    expect(read.STRIPE_CATCH_UP_SINCE).toEqual(new Date(moment))
  })

  it("takes another host than Stripe's for tests, and never in production", () => {
    const STRIPE_API_BASE_URL = "http://127.0.0.1:12111"
    expect(
      readEnvironment({ DATABASE_URL, STRIPE_API_BASE_URL }).STRIPE_API_BASE_URL
    ).toBe(STRIPE_API_BASE_URL)
    expect(faultsOf({ ...PRODUCTION, STRIPE_API_BASE_URL })).toEqual([
      "  - STRIPE_API_BASE_URL must not be set in production: it is for tests and the demo",
    ])
  })
})

describe("production", () => {
  it("starts where everything is set", () => {
    expect(readEnvironment(PRODUCTION)).toMatchObject({
      JWT_SECRET: PRODUCTION.JWT_SECRET,
      COOKIE_SECRET: PRODUCTION.COOKIE_SECRET,
      STRIPE_WEBHOOK_SECRETS: ["whsec_one"],
    })
  })

  it("lists everything that is missing, with what it expects", () => {
    const lines = faultsOf({ NODE_ENV: "production", DATABASE_URL })
    expect(lines.map((line) => line.split(" ")[3])).toEqual([
      "JWT_SECRET",
      "COOKIE_SECRET",
      "STRIPE_API_KEY",
      "STRIPE_WEBHOOK_SECRET",
      "SUPABASE_DB_URL",
      "STORE_CORS",
      "ADMIN_CORS",
      "AUTH_CORS",
    ])
    for (const line of lines) {
      expect(line).toMatch(/is required in production: .+ such as /)
    }
  })

  it.each(["JWT_SECRET", "COOKIE_SECRET"])(
    "has no default for %s, and an empty one counts as none",
    (name) => {
      expect(faultsOf({ ...PRODUCTION, [name]: "" })).toEqual([
        expect.stringMatching(`^  - ${name} is required in production`),
      ])
    }
  )

  it.each(["prod", "Production", "staging", "live"])(
    "does not take the misspelt NODE_ENV «%s» for development, where secrets are public",
    (NODE_ENV) => {
      expect(faultsOf({ DATABASE_URL, NODE_ENV })).toEqual([
        "  - NODE_ENV must be one of development, test, demo, production",
      ])
    }
  )
})

describe("building", () => {
  it("compiles with nothing set, on values that no running system accepts", () => {
    const settings = readEnvironmentForBuild()
    expect(new URL(settings.DATABASE_URL).hostname).toBe("build-only.invalid")
    expect(settings.STRIPE_API_KEY).toBeUndefined()
    expect(settings.SUPABASE_DB_URL).toBeUndefined()
  })
})

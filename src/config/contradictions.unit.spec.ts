import { contradictions } from "./contradictions"

const DATABASE_URL = "postgres://medusa:secret@localhost:5432/medusa"
const PRODUCTION = { NODE_ENV: "production", DATABASE_URL }

describe("F71: settings that contradict each other", () => {
  const live = "sk_live_planted"
  const pair = { STRIPE_API_KEY: live, STRIPE_WEBHOOK_SECRET: "whsec_one" }

  it.each(["development", "test", "demo"])(
    "refuses a live key in %s, and hides it",
    (NODE_ENV) => {
      const lines = contradictions({ DATABASE_URL, NODE_ENV, ...pair })
      expect(lines).toEqual([
        expect.stringMatching(/^STRIPE_API_KEY must be a key of .*test mode/),
      ])
      expect(lines.join()).not.toContain("planted")
    }
  )

  it("takes a live key in production, and where a stand-in answers", () => {
    expect(contradictions({ ...PRODUCTION, ...pair })).toEqual([])
    const STRIPE_API_BASE_URL = "http://127.0.0.1:12111"
    expect(
      contradictions({ DATABASE_URL, ...pair, STRIPE_API_BASE_URL })
    ).toEqual([])
  })

  it("refuses Medusa's own database as the legacy store", () => {
    expect(
      contradictions({ DATABASE_URL, SUPABASE_DB_URL: DATABASE_URL })
    ).toEqual([
      expect.stringMatching(/^SUPABASE_DB_URL must be another database/),
    ])
  })

  it("refuses a certificate for a legacy store that is not set", () => {
    const SUPABASE_CA_CERT = "-----BEGIN CERTIFICATE-----planted"
    const lines = contradictions({ DATABASE_URL, SUPABASE_CA_CERT })
    expect(lines).toEqual([
      expect.stringMatching(/^SUPABASE_DB_URL is required where/),
    ])
    expect(lines.join()).not.toContain("planted")
  })

  it.each(["JWT_SECRET", "COOKIE_SECRET"])(
    "refuses the public %s of development in production",
    (name) => {
      const given = { ...PRODUCTION, [name]: "only-for-development-and-tests" }
      expect(contradictions(given)).toEqual([
        expect.stringContaining(`${name} must be a secret of your own`),
      ])
    }
  )
})

import { medusaCli, builtServer } from "../../helpers/project"
import { type CommandResult, startCommand } from "../../helpers/run-command"

const PLANTED = "planted"

/** Nothing listens there: a server that went on would say so, and not what is wrong. */
const COMPLETE = {
  NODE_ENV: "production",
  DATABASE_URL: "postgres://medusa:planted@127.0.0.1:1/medusa",
  SUPABASE_DB_URL: "postgres://sync:planted@127.0.0.1:1/postgres",
  STRIPE_API_KEY: "sk_live_planted",
  STRIPE_WEBHOOK_SECRET: "whsec_planted",
  JWT_SECRET: "planted-secret-for-tokens",
  COOKIE_SECRET: "planted-secret-for-cookies",
  STORE_CORS: "https://shop.example",
  ADMIN_CORS: "https://admin.example",
  AUTH_CORS: "https://admin.example",
}

/** Starts the built server as a shop would, and waits until it has given up. */
async function start(changes: Record<string, string>): Promise<CommandResult> {
  const { result } = startCommand(
    medusaCli,
    ["start"],
    { ...COMPLETE, ...changes },
    builtServer()
  )
  return result
}

describe("F71: a server whose configuration is wrong", () => {
  it.each<[string, Record<string, string>, string, string]>([
    [
      "a live key outside production",
      { NODE_ENV: "demo" },
      "STRIPE_API_KEY",
      "sk_test_",
    ],
    [
      "a key without the secret of its webhook",
      { STRIPE_WEBHOOK_SECRET: "" },
      "STRIPE_WEBHOOK_SECRET",
      "whsec_",
    ],
    [
      "a secret that is no webhook's",
      { STRIPE_WEBHOOK_SECRET: "planted" },
      "STRIPE_WEBHOOK_SECRET",
      "whsec_",
    ],
    [
      "a publishable key of Stripe's",
      { STRIPE_API_KEY: "pk_live_planted" },
      "STRIPE_API_KEY",
      "sk_test_",
    ],
    [
      "a Redis that is an address of the web",
      { REDIS_URL: "https://planted.example" },
      "REDIS_URL",
      "redis://localhost:6379",
    ],
    [
      "no secret for tokens in production",
      { JWT_SECRET: "" },
      "JWT_SECRET",
      "openssl rand -hex 32",
    ],
    [
      "a certificate that is none",
      { SUPABASE_CA_CERT: "planted-certificate" },
      "SUPABASE_CA_CERT",
      "-----BEGIN CERTIFICATE-----",
    ],
    [
      "a table mapping that is no JSON",
      { SUPABASE_STOCK_MAPPING: "planted" },
      "SUPABASE_STOCK_MAPPING",
      "JSON",
    ],
  ])(
    "does not start on %s; it names the setting, says what it expects, and shows no value",
    async (_, changes, name, example) => {
      const { code, out, err } = await start(changes)
      const said = `${out}${err}`
      expect(code).toBe(1)
      expect(said).toContain("The configuration is not usable")
      expect(said).toContain(name)
      expect(said).toContain(example)
      expect(said).not.toContain(PLANTED)
      expect(said).not.toContain("Server is ready")
    }
  )
})

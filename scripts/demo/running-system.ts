import { existsSync, readFileSync } from "node:fs"
import { z } from "@medusajs/framework/zod"
import { DemoError } from "./demo-error"

const readyFileSchema = z.object({
  pid: z.int(),
  serverUrl: z.string(),
  adminUrl: z.string(),
  adminEmail: z.string().nullable(),
  adminPassword: z.string().nullable(),
  databaseUrl: z.string(),
  supabaseDbUrl: z.string(),
  stripeUrl: z.string().nullable(),
  stripeApiKey: z.string(),
})

/** Where everything is that `npm run up` has started. */
export type RunningSystem = {
  serverUrl: string
  adminUrl: string
  adminEmail: string
  adminPassword: string
  supabaseDbUrl: string
  stripeUrl: string
  stripeApiKey: string
}

const notRunning = () =>
  new DemoError(
    "The system is not running. Start it in another terminal, and come back when it is ready: npm run up"
  )

/**
 * Reads what a running `npm run up` says of itself.
 *
 * @param file that it keeps while it is ready.
 * @throws DemoError where none runs, or where it runs without the stand-in for Stripe.
 */
export function readRunningSystem(file: string): RunningSystem {
  const ready = readReadyFile(file)
  if (!ready) {
    throw notRunning()
  }
  const { adminEmail, adminPassword, stripeUrl } = ready
  if (stripeUrl === null) {
    throw new DemoError(
      "The system runs with a real Stripe account (STRIPE_API_KEY is set), and the demo pays only at the stand-in. Stop it, unset STRIPE_API_KEY, and start it again."
    )
  }
  if (adminEmail === null || adminPassword === null) {
    throw new DemoError(
      "The system runs on a database that had users before, so the demo knows no login. Unset DATABASE_URL and start it again."
    )
  }
  return { ...ready, adminEmail, adminPassword, stripeUrl }
}

/**
 * The address of the database of a running `npm run up`; null where none runs.
 *
 * @param file that it keeps while it is ready.
 */
export function databaseOfRunningSystem(file: string): string | null {
  return readReadyFile(file)?.databaseUrl ?? null
}

function readReadyFile(file: string): z.infer<typeof readyFileSchema> | null {
  if (!existsSync(file)) {
    return null
  }
  const ready = readyFileSchema.safeParse(
    JSON.parse(readFileSync(file, "utf8"))
  ).data
  return ready && isAlive(ready.pid) ? ready : null
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

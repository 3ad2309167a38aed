import type { World } from "./call-medusa.ts"

/** What becomes of a call in the table. */
export type Settlement = {
  outcome: "done" | "waiting" | "refused"
  status: number | null
  error: string | null
  /** Until it is sent again. */
  waitSeconds: number
}

/** A call that was taken from the table. */
export type TakenCall = { payment: string; body: unknown; tries: number }

/** The table of 04-call-outbox.sql. */
export type DeadLetters = {
  /**
   * Writes a call down and takes it.
   *
   * @returns its number of tries; null where it is done already, or somebody else is at it
   */
  put: (payment: string, body: unknown) => Promise<number | null>
  /** Takes calls that are due. */
  take: (atMost: number) => Promise<TakenCall[]>
  settle: (
    call: Pick<TakenCall, "payment" | "tries">,
    settlement: Settlement
  ) => Promise<void>
}

/** Where the table is served. */
export type SupabaseAccess = {
  /** `SUPABASE_URL`, which Supabase sets. */
  url: string
  /** `SUPABASE_SERVICE_ROLE_KEY`, which Supabase sets. */
  serviceKey: string
}

/** Longer than any run: who is killed in the middle lets go of a call after it. */
const LEASE_SECONDS = 180
const TIMEOUT_MS = 5_000

/**
 * The table by way of Supabase's API.
 *
 * @throws Error from each of its functions, where it cannot be reached or does not let us in.
 */
export function openDeadLetters(
  { fetch }: Pick<World, "fetch">,
  { url, serviceKey }: SupabaseAccess
): DeadLetters {
  const call = async (name: string, values: object): Promise<unknown> => {
    const answer = await fetch(`${url}/rest/v1/rpc/${name}`, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        apikey: serviceKey,
        Authorization: `Bearer ${serviceKey}`,
      },
      body: JSON.stringify(values),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    if (!answer.ok) {
      throw new Error(
        `${name} was answered with ${answer.status}: has 04-call-outbox.sql been run?`
      )
    }
    return answer.json()
  }
  return {
    put: async (call_payment, call_body) =>
      (await call("medusa_calls_put", {
        call_payment,
        call_body,
        lease_seconds: LEASE_SECONDS,
      })) as number | null,
    take: async (at_most) =>
      (await call("medusa_calls_take", {
        at_most,
        lease_seconds: LEASE_SECONDS,
      })) as TakenCall[],
    settle: async ({ payment, tries }, settlement) => {
      await call("medusa_calls_settle", {
        call_payment: payment,
        call_tries: tries,
        outcome: settlement.outcome,
        status: settlement.status,
        error: settlement.error,
        wait_seconds: settlement.waitSeconds,
      })
    },
  }
}

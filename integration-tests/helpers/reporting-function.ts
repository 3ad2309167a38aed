import type {
  MedusaAccess,
  World,
} from "../../scripts/supabase/functions/medusa-orders/call-medusa.ts"
import { openDeadLetters } from "../../scripts/supabase/functions/medusa-orders/dead-letter.ts"
import type { Reporter } from "../../scripts/supabase/functions/medusa-orders/report-payment.ts"
import type { Pool } from "pg"
import type { LocalServer } from "./local-server"
import { SERVICE_KEY, startPostgrestStandIn } from "./postgrest-stand-in"

/** A row of the table in which the function keeps its calls. */
export type KeptCall = {
  payment: string
  body: unknown
  state: string
  tries: number
  last_status: number | null
  last_error: string | null
}

/**
 * The function for the shop's webhook, with its table on a real PostgreSQL. Only time is stood in for:
 * it pauses for no time, and what waits is due when a test says so.
 */
export class ReportingFunction {
  readonly pausesMs: number[] = []
  readonly logged: Record<string, unknown>[] = []
  readonly reporter: Reporter

  private constructor(
    private readonly legacy: Pool,
    readonly supabase: LocalServer,
    medusa: Partial<MedusaAccess> & Pick<MedusaAccess, "url" | "apiKey">
  ) {
    const world: World = {
      fetch: (...request) => fetch(...request),
      now: () => Date.now(),
      sleep: (ms) => {
        this.pausesMs.push(ms)
        return Promise.resolve()
      },
      random: () => 1,
      log: (fields) => this.logged.push(fields),
    }
    this.reporter = {
      world,
      medusa: { signingSecret: null, timeoutMs: 5_000, ...medusa },
      deadLetters: openDeadLetters(world, {
        url: supabase.url,
        serviceKey: SERVICE_KEY,
      }),
    }
  }

  /** @param legacy the legacy store, as superuser */
  static async open(
    legacy: Pool,
    medusa: Partial<MedusaAccess> & Pick<MedusaAccess, "url" | "apiKey">
  ): Promise<ReportingFunction> {
    const supabase = await startPostgrestStandIn(legacy)
    return new ReportingFunction(legacy, supabase, medusa)
  }

  close(): Promise<void> {
    return this.supabase.close()
  }

  async calls(): Promise<KeptCall[]> {
    const { rows } = await this.legacy.query<KeptCall>(
      `SELECT payment, body, state, tries, last_status, last_error
       FROM medusa_calls ORDER BY created_at, payment`
    )
    return rows
  }

  /** As if so much time had gone by that everything that waits is due, and nobody is at it. */
  async letTimePass(): Promise<void> {
    await this.legacy.query(
      `UPDATE medusa_calls SET next_try_at = now() - interval '1 second',
         taken_until = taken_until - interval '1 hour' WHERE state = 'waiting'`
    )
  }
}

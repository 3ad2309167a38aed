import type { Pool } from "pg"
import type { WorkerLog } from "../../../lib/durable-queue"
import { summarizeFailure } from "../../../lib/errors"
import { findCaptureGaps } from "./stock-capture"

/** A shop that goes without loses changes; it is said at each start, and by the ready probe. */
export async function reportCaptureGaps(
  pool: Pool,
  log: WorkerLog
): Promise<void> {
  try {
    const gaps = await findCaptureGaps(pool)
    if (gaps.length > 0) {
      log.error(
        `supabase sync: changes of stock go unseen, triggers are missing or disabled: ${gaps.map(({ table, trigger }) => `${table}.${trigger}`).join(", ")}; run: npx medusa db:migrate`
      )
    }
  } catch (error) {
    const { code, message } = summarizeFailure(error)
    log.warn(`supabase sync: capture unchecked code=${code}: ${message}`)
  }
}

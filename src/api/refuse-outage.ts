import type { MedusaResponse } from "@medusajs/framework/http"
import { summarizeFailure } from "../lib/errors"
import { refusalOfWork } from "./refusal-of-work"
import { type Refusal, refuse } from "./refuse"

const RETRY_AFTER_SECONDS = 5

/**
 * Lets a handler answer 503 with `Retry-After` where the database is out or could not take it, and
 * 409 where its work cannot be done: a program that calls must be able to tell that from a fault of
 * this server.
 */
export function refusingOutage<Request, Answer>(
  handle: (req: Request, res: MedusaResponse<Answer>) => Promise<void>
) {
  return async (req: Request, res: MedusaResponse<Answer>): Promise<void> => {
    try {
      await handle(req, res)
    } catch (error) {
      const refusal = refusalOfWork(error) ?? refusalOfOutage(error)
      if (!refusal) {
        throw error
      }
      if (refusal.type === "unavailable") {
        res.setHeader("Retry-After", RETRY_AFTER_SECONDS)
      }
      refuse(res as MedusaResponse<Refusal>, refusal)
    }
  }
}

/** What `pg` says when a connection cannot be made or is cut. */
function refusalOfOutage(error: unknown): Refusal | null {
  return summarizeFailure(error).retry === "outage"
    ? {
        type: "unavailable",
        code: "database_out",
        message: "Medusa's database cannot be asked now. Send the same again",
      }
    : null
}

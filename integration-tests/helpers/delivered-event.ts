import type Stripe from "stripe"
import { comingAgain } from "./post-event"
import type { Shop } from "./shop"
import { waitFor } from "./wait-for"

const WORKED_OFF = `
  SELECT event.state, event.outcome_code,
    json_agg(json_build_object('outcome', attempt.outcome, 'code', attempt.code)
      ORDER BY attempt.started_at) AS attempts,
    1000 * extract(epoch FROM min(attempt.started_at) - event.received_at)::float AS started,
    1000 * extract(epoch FROM max(attempt.finished_at) - event.received_at)::float AS finished
  FROM stripe_event AS event
  JOIN stripe_event_attempt AS attempt ON attempt.job_id = event.id
  WHERE event.id = $1
  GROUP BY event.id`

/** The event of an object that Stripe has made, of which it has told nobody yet. */
export function eventOf(
  shop: Shop,
  objectId: string,
  type: string
): Stripe.EventBase {
  const event = shop.stripe.store.events.all().find((candidate) => {
    const object = candidate.data.object as { id?: string }
    return candidate.type === type && object.id === objectId
  })
  if (!event) {
    throw new Error(`Stripe has made no ${type} of ${objectId}`)
  }
  return event
}

/**
 * Delivers an event as Stripe does, to one of the two addresses: again where the backend is too busy.
 *
 * @returns the last answer's status
 */
export async function deliverTo(
  shop: Shop,
  provider: "stripe" | "stripe_stripe",
  event: object
): Promise<number> {
  const body = JSON.stringify(event)
  const { status } = await comingAgain(async () => {
    const answer = await fetch(`${shop.url}/hooks/payment/${provider}`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "stripe-signature": shop.stripe.sign(body),
      },
      body,
    })
    return { status: answer.status }
  })
  return status
}

/** What became of an event, and how soon it was taken up. */
export type WorkedOff = {
  state: string
  outcome_code: string | null
  attempts: { outcome: string; code: string | null }[]
  /** From receipt to the start of the first attempt, and to the end of the last. */
  ms: { untilStarted: number; untilFinished: number }
}

/** Waits until an event is worked off. */
export async function workedOff(shop: Shop, id: string): Promise<WorkedOff> {
  return waitFor(`${id} to be worked off`, async () => {
    const { rows } = await shop.db.query<
      Omit<WorkedOff, "ms"> & { started: number; finished: number }
    >(WORKED_OFF, [id])
    const [row] = rows
    if (!row || row.state === "pending" || row.state === "running") {
      return false
    }
    const { started, finished, ...rest } = row
    return {
      ...rest,
      ms: { untilStarted: started, untilFinished: finished },
    }
  })
}

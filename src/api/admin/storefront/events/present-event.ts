import type { ListedEvent } from "../../../../modules/stripe-inbox/client/list-events"
import type {
  EventAttemptRow,
  EventWithAttempts,
} from "../../../../modules/stripe-inbox/client/read-event"
import { maskPersonalData } from "../../../../modules/stripe-inbox/domain/mask-personal-data"
import type {
  StorefrontEventAttempt,
  StorefrontEventDetail,
  StorefrontEventListItem,
} from "../../../../types/storefront-events"
import { toText } from "../to-text"

/** An event as the admin API shows it: without its lease. */
export function presentEvent(row: ListedEvent): StorefrontEventListItem {
  return {
    id: row.id,
    type: row.type,
    state: row.state,
    source: row.source,
    livemode: row.livemode,
    api_version: row.api_version,
    payment: row.payment,
    object_id: row.object_id,
    stripe_created_at: row.stripe_created_at.toISOString(),
    received_at: row.received_at.toISOString(),
    next_attempt_at: row.state === "pending" ? row.run_at.toISOString() : null,
    started_at: toText(row.started_at),
    finished_at: row.state === "pending" ? null : toText(row.finished_at),
    failing_since: toText(row.failing_since),
    attempts_count: row.total_attempts,
    outcome_code: row.outcome_code,
    outcome_message: row.outcome_message,
    generation: row.generation,
    payload_pruned: !row.has_payload,
  }
}

/** One event in full. @param unmasked whether personal data is shown. */
export function presentEventDetail(
  row: EventWithAttempts,
  unmasked: boolean
): StorefrontEventDetail {
  return {
    ...presentEvent(row),
    attempts: row.attempts.map(presentAttempt),
    payload: presentPayload(row.payload, unmasked),
    payload_masked: !unmasked,
  }
}

function presentAttempt(row: EventAttemptRow): StorefrontEventAttempt {
  return {
    ...row,
    started_at: row.started_at.toISOString(),
    finished_at: row.finished_at.toISOString(),
  }
}

/** What is not JSON is one text to the masking, and nothing vouches for it. */
function presentPayload(payload: string | null, unmasked: boolean): unknown {
  if (payload === null) {
    return null
  }
  const json = parsed(payload)
  return unmasked ? json : maskPersonalData(json)
}

/** It was checked before it was stored, so this fails only where a row was edited by hand. */
function parsed(payload: string): unknown {
  try {
    return JSON.parse(payload)
  } catch {
    return payload
  }
}

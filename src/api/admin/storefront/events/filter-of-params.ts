import type { JobState } from "../../../../lib/durable-queue"
import type { EventFilter } from "../../../../modules/stripe-inbox/domain/event-filter"

type FilterParams = {
  state?: JobState | JobState[] | undefined
  type?: string | undefined
  payment?: string | undefined
  outcome_code?: string | undefined
  received_after?: string | undefined
  received_before?: string | undefined
}

/** The filter that parameters or a body name. */
export function filterOfParams(params: FilterParams): EventFilter {
  return {
    states: params.state === undefined ? undefined : [params.state].flat(),
    type: params.type,
    payment: params.payment,
    outcomeCode: params.outcome_code,
    receivedAfter: params.received_after,
    receivedBefore: params.received_before,
  }
}

import { AsyncLocalStorage } from "node:async_hooks"

/** The HTTP request that is being answered, for who is far below it. */
export type CurrentRequest = {
  /** As `X-Request-Id` says it, in the answer and in every line of the log. */
  readonly id: string
  /** The IP address it was called from. */
  readonly address: string
  /**
   * To be called by the check of secret keys as soon as it has found the request's key good: the
   * attempt does not count, and calls that wait with the same key need not wait for this one's answer.
   */
  keyAccepted?: () => void
  /** To be called by the check of secret keys where it has found the request's key wrong. */
  keyRefused?: () => void
  /**
   * To be called where the check of secret keys cannot say whether the key is good: the attempt does
   * not count, and the caller is told to come back and not that the key is wrong.
   */
  keyUndecided?: () => void
}

const requests = new AsyncLocalStorage<CurrentRequest | null>()

/** Null in what no request has asked for, such as jobs and workers. */
export function currentRequest(): CurrentRequest | null {
  return requests.getStore() ?? null
}

/** Runs what answers a request; all it starts, also later, knows it. */
export function runAsRequest<T>(request: CurrentRequest, work: () => T): T {
  return requests.run(request, work)
}

/** Starts what goes on for others when the request is answered, such as a worker that it woke. */
export function runOutsideRequests<T>(work: () => T): T {
  return requests.run(null, work)
}

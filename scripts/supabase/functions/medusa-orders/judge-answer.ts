/**
 * What an answer of Medusa's means for the call:
 * - `done`: Medusa has the payment. 202 too: it waits there for staff, or for Stripe
 * - `again`: it may go through in a moment
 * - `later`: the call is all right, but the way to Medusa is not (key, signature, address): a person
 *   has to mend it, and the call goes through then by itself. Not tried again at once: failed keys
 *   are limited there
 * - `refused`: the same call will be refused each time; a person has to look at this payment
 */
export type Verdict = "done" | "again" | "later" | "refused"

const DONE = [200, 201, 202]
/** Unauthorized, forbidden, and what an address answers that leads elsewhere. */
const LATER = [401, 403, 404, 405]
/** Request timeout, too early, too many requests. */
const AGAIN = [408, 425, 429]

/** @param status of the answer; null where there was none */
export function judgeAnswer(status: number | null): Verdict {
  if (status === null || status >= 500 || AGAIN.includes(status)) {
    return "again"
  }
  if (DONE.includes(status)) {
    return "done"
  }
  // A redirect is not followed: the key must not go to another host.
  if (LATER.includes(status) || status < 400) {
    return "later"
  }
  return "refused"
}

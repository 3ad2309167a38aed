import { assertUnreachable } from "../../../lib/assert-unreachable"
import { type DisputeFacts, phaseOfDispute } from "./dispute"
import { disputedSum, reasonInWords } from "./question-of-dispute"

/** What a look at Stripe changes of a dispute that is kept here. */
export type DisputePlan = {
  /** Entries of the activity log, in their order. */
  told: { kind: DisputeActivity; message: string }[]
  /**
   * What becomes of the question: `ask` it, also where it was answered before; `tell` what is new
   * in it, unless it was answered; `close` it, because nothing is left to do.
   */
  question: "ask" | "tell" | "close"
}

export type DisputeActivity =
  | "dispute_opened"
  | "dispute_updated"
  | "dispute_won"
  | "dispute_lost"
  | "dispute_closed"

/**
 * @param before as it is kept here; null where nobody has heard of it yet.
 * @returns null where nothing has changed.
 */
export function planDispute(
  before: DisputeFacts | null,
  now: DisputeFacts
): DisputePlan | null {
  if (before && isSame(before, now)) {
    return null
  }
  const phase = phaseOfDispute(now.status)
  const isNews = !before || phaseOfDispute(before.status) !== phase
  const opened = before ? [] : [tellOpened(now)]
  switch (phase) {
    case "inquiry":
    case "open":
      return {
        told: before ? [tellUpdated(before, now)] : opened,
        question: isNews ? "ask" : "tell",
      }
    case "lost":
      return isNews
        ? { told: [...opened, tellLost(now)], question: "ask" }
        : { told: [], question: "tell" }
    case "over":
      return isNews
        ? { told: [...opened, tellOver(now)], question: "close" }
        : { told: [], question: "close" }
    default:
      return assertUnreachable(phase)
  }
}

function isSame(before: DisputeFacts, now: DisputeFacts): boolean {
  return (
    before.status === now.status &&
    before.amount === now.amount &&
    before.currency_code === now.currency_code &&
    before.reason === now.reason &&
    before.evidence_due_at === now.evidence_due_at
  )
}

type Told = DisputePlan["told"][number]

function tellOpened(now: DisputeFacts): Told {
  const what = now.status.startsWith("warning_")
    ? "The bank asks about"
    : "The bank disputes"
  return {
    kind: "dispute_opened",
    message: `${what} ${disputedSum(now)} of the payment: ${reasonInWords(now.reason)}`,
  }
}

function tellUpdated(before: DisputeFacts, now: DisputeFacts): Told {
  const moved =
    before.status === now.status
      ? now.status
      : `${before.status} → ${now.status}`
  return {
    kind: "dispute_updated",
    message: `The dispute about ${disputedSum(now)} has changed: ${moved}`,
  }
}

function tellLost(now: DisputeFacts): Told {
  return {
    kind: "dispute_lost",
    message: `The dispute about ${disputedSum(now)} is lost; the sum was withdrawn`,
  }
}

function tellOver(now: DisputeFacts): Told {
  return now.status === "won"
    ? {
        kind: "dispute_won",
        message: `The dispute about ${disputedSum(now)} is won`,
      }
    : {
        kind: "dispute_closed",
        message: `The dispute about ${disputedSum(now)} is over: ${now.status}`,
      }
}

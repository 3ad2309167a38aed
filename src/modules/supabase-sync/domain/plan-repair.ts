import { assertUnreachable } from "../../../lib/assert-unreachable"
import type { FoundDrift } from "../reconcile-types"
import type { EditPolicy, ReconcileKind } from "../types"

/**
 * What is done about drift:
 * - `push`: Medusa's number is pushed
 * - `lift_and_push`: the same, with a version above the one that the row there carries
 * - `adjust`: the edit there is taken over
 * - `leave`: nothing but keeping it for staff
 */
export type Repair = "push" | "lift_and_push" | "adjust" | "leave"

/**
 * Versions that may be taken over. Numbers in JavaScript are exact below 2^53, and 2^50 microseconds
 * are 35 years of versions to come.
 */
const USABLE_BELOW = 2n ** 53n - 2n ** 50n

/** Whether later versions can be greater than this one. */
export function isUsableVersion(version: string | null): boolean {
  return version === null || BigInt(version) < USABLE_BELOW
}

/**
 * What a run does about a difference it found.
 *
 * @param kind of the run: what somebody chose is always pushed.
 */
export function planRepair(
  { cause, legacyVersion }: Pick<FoundDrift, "cause" | "legacyVersion">,
  kind: ReconcileKind,
  policy: EditPolicy
): Repair {
  const isChosen = kind === "chosen"
  switch (cause) {
    // There is no row to write to.
    case "not_linked":
      return "leave"
    // More likely a wrong link than something that cannot be sold: only staff can tell.
    case "unknown_item":
      return isChosen ? "push" : "leave"
    // Every few minutes would fill its attempts with the same failure.
    case "held":
      return kind === "quick" ? "leave" : "push"
    case "edited_there":
      return isChosen ? "push" : repairOfEdit(policy)
    case "version_ahead":
      return isUsableVersion(legacyVersion) ? "lift_and_push" : "leave"
    case "set_back":
    case "never_pushed":
    case "missed":
      return "push"
    default:
      return assertUnreachable(cause)
  }
}

function repairOfEdit(policy: EditPolicy): Repair {
  switch (policy) {
    case "ignore":
      return "push"
    case "report":
      return "leave"
    case "adjust":
      return "adjust"
    default:
      return assertUnreachable(policy)
  }
}

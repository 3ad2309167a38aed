import { assertUnreachable } from "../../../lib/assert-unreachable"
import type { FoundDrift } from "../reconcile-types"
import type { ReconcileKind } from "../types"

/**
 * What is done about drift:
 * - `push`: Medusa's number is pushed
 * - `lift_and_push`: the same, with a version above the one that the row there carries
 * - `take_edit`: the edit there is dealt with as the policy says
 * - `leave`: nothing but keeping it for staff
 */
export type Repair = "push" | "lift_and_push" | "take_edit" | "leave"

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
  { cause, legacyVersion, legacyQuantity, medusaQuantity }: FoundDrift,
  kind: ReconcileKind
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
    // Where only the mark «in stock» differs there is no number to take over.
    case "edited_there":
      return isChosen || legacyQuantity === medusaQuantity
        ? "push"
        : "take_edit"
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

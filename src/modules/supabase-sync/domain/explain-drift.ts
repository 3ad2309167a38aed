import { assertUnreachable } from "../../../lib/assert-unreachable"
import type { DriftRow } from "../reconcile-types"
import type { EditPolicy } from "../types"
import { isUsableVersion } from "./plan-repair"

/** Why a number differs and what can be done, in words for staff. */
export type Explanation = { why: string; whatToDo: string }

const ON_ITS_OWN = "Nothing: the next comparison that repairs pushes it again"

const EDIT_ADVICE: Record<EditPolicy, string> = {
  ignore: ON_ITS_OWN,
  report:
    "Decide which number is right: push Medusa's, or take theirs over. Medusa's next change of it writes over theirs",
  adjust: "Nothing: the edit is taken over into Medusa's stock",
}

/**
 * @param drift a row of the list
 * @param held why its push was given up or fails, as its last attempt said; null where it is not
 * @param policy what is done with numbers that were changed there
 */
export function explainDrift(
  drift: Pick<DriftRow, "cause" | "kind" | "legacy_version">,
  held: string | null,
  policy: EditPolicy
): Explanation {
  const { cause, kind, legacy_version } = drift
  switch (cause) {
    case "not_linked":
      return {
        why: "No row of the legacy store carries its id",
        whatToDo:
          "Link it if it is sold there: put its id into the Medusa column of its row. Otherwise nothing",
      }
    case "unknown_item":
      return {
        why: "A row of the legacy store carries an id that Medusa does not have",
        whatToDo:
          "Correct the id in its Medusa column, or clear it. Pushing Medusa's number writes 0: it cannot be sold",
      }
    case "held":
      return {
        why: `Its push was given up or keeps failing${held ? `: ${held}` : ""}`,
        whatToDo: "Mend what the attempt says, then push it again",
      }
    case "edited_there":
      return {
        why: "Somebody changed the number there since it was last pushed",
        whatToDo:
          kind === "product" && policy !== "ignore"
            ? "Push Medusa's number: it is the sum over the product's sizes, and cannot be taken over"
            : EDIT_ADVICE[policy],
      }
    case "set_back":
      return {
        why: "The row there carries an older version than was last pushed, as after a backup was restored",
        whatToDo: ON_ITS_OWN,
      }
    case "version_ahead":
      return explainAhead(legacy_version)
    case "never_pushed":
      return { why: "It was never pushed", whatToDo: ON_ITS_OWN }
    case "missed":
      return {
        why: "It changed in Medusa, and nothing noted it",
        whatToDo: `${ON_ITS_OWN}. If there are many, see whether the triggers are installed`,
      }
    default:
      return assertUnreachable(cause)
  }
}

function explainAhead(version: string | null): Explanation {
  return {
    why: "The row there carries a version that was never drawn here, so every push counts as older",
    whatToDo: isUsableVersion(version)
      ? "Nothing: the next comparison that repairs pushes it with a greater version"
      : "Clear the row's version in the legacy store (set it to NULL), then push it again: it is too great to go on from",
  }
}

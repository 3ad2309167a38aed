import type {
  EditPolicy,
  LegacyEditSource,
} from "../../../modules/supabase-sync/types"
import type {
  EditedVariant,
  EditsOfVersion,
  LegacyEditReport,
} from "./legacy-edit"

/** What one report is judged by. */
export type EditCircumstances = {
  variant: EditedVariant
  /** The version that is noted of the variant; null where it was never pushed. */
  lastPush: string | null
  /** What was pushed as the report's version; null where nothing is known of it. */
  pushed: number | null
  edits: EditsOfVersion
  highestVersion: string
  source: LegacyEditSource
  policy: EditPolicy
}

/** What is to be done about a report. */
export type EditJudgement =
  | { outcome: "unchanged"; message: string; covered: boolean }
  | { outcome: "ignored" | "reported" | "conflict"; message: string }
  | { outcome: "adjust"; difference: number }

/** Judges one report. What it would take from the stock is not looked at here. */
export function judgeEdit(
  report: LegacyEditReport,
  circumstances: EditCircumstances
): EditJudgement {
  if (isOurOwn(report, circumstances)) {
    return unchanged("This is the number that Medusa wrote")
  }
  // Staff who say that the number there counts have decided whatever the policy is.
  const policy =
    circumstances.source === "staff" ? "adjust" : circumstances.policy
  switch (policy) {
    case "ignore":
      return {
        outcome: "ignored",
        message:
          "Medusa decides what can be sold; its number is written over this one. Change the stock in Medusa instead",
      }
    case "report":
      return {
        outcome: "reported",
        message:
          "Staff were told. The number stays there until they decide, or until Medusa's next change",
      }
    case "adjust":
      return judgeDifference(report, circumstances)
  }
}

/**
 * Whether Medusa's own number comes back. A name for the edit says that a person made it: then it
 * counts also where it goes back to the number that Medusa wrote.
 */
function isOurOwn(
  { quantity, previousQuantity, editId }: LegacyEditReport,
  { pushed, source }: EditCircumstances
): boolean {
  if (quantity === previousQuantity) {
    return true
  }
  return source === "trigger" && editId === null && pushed === quantity
}

function judgeDifference(
  report: LegacyEditReport,
  circumstances: EditCircumstances
): EditJudgement {
  const { pushed, edits } = circumstances
  const obstacle =
    obstacleOfVariant(circumstances.variant) ??
    obstacleOfVersion(report, circumstances)
  if (obstacle !== null) {
    return { outcome: "conflict", message: obstacle }
  }
  const { quantity, previousQuantity } = report
  const told = (pushed ?? 0) + edits.added
  if (previousQuantity === null) {
    return adjust(quantity - told)
  }
  // After a comparison took the number there over, an edit that does not start from that number is
  // one of those that had led to it.
  return edits.caughtUp && previousQuantity !== told
    ? {
        ...unchanged(
          "A comparison of both sides has counted this edit already"
        ),
        covered: true,
      }
    : adjust(quantity - previousQuantity)
}

function adjust(difference: number): EditJudgement {
  return difference === 0
    ? unchanged("Medusa has this number already")
    : { outcome: "adjust", difference }
}

function unchanged(message: string) {
  return { outcome: "unchanged", message, covered: false } as const
}

function obstacleOfVariant({
  deleted,
  managed,
  backorder,
  parts,
}: EditedVariant): string | null {
  if (deleted) {
    return "The variant was deleted in Medusa: nothing of it can be sold. Restore it there, or take the row out of the shop"
  }
  if (!managed || backorder) {
    return "Medusa does not count this variant, or lets it be back-ordered: there is no stock to change. Change that in Medusa"
  }
  const [part] = parts
  if (!part) {
    return "The variant has no inventory item in Medusa. Give it one there"
  }
  return parts.length > 1 || part.required !== 1
    ? "The variant is a kit of several pieces, and this number does not say which of them changed. Change the pieces' stock in Medusa"
    : null
}

function obstacleOfVersion(
  { version, previousQuantity }: LegacyEditReport,
  { pushed, lastPush, highestVersion }: EditCircumstances
): string | null {
  if (version === null) {
    return "Medusa never wrote a number into this row, so there is nothing that the edit could differ from. Push the variant first, then edit"
  }
  if (pushed !== null) {
    return null
  }
  // Newer than what is noted of it: that push may have arrived, and its note be on the way.
  const mayJustHaveArrived =
    BigInt(version) <= BigInt(highestVersion) &&
    (lastPush === null || BigInt(version) > BigInt(lastPush))
  return previousQuantity !== null && mayJustHaveArrived
    ? null
    : "Nothing is known of this version of the row. Compare both sides, then decide which number counts"
}

import type {
  EditPolicy,
  LegacyEditSource,
} from "../../../modules/supabase-sync/types"
import { type EditJudgement, judgeEdit } from "./judge-edit"
import {
  type EditFacts,
  type EditedVariant,
  type KeptEdit,
  type LegacyEditReport,
  type TakenEdit,
  idOfEdit,
} from "./legacy-edit"
import { RunningFacts } from "./running-facts"
import { variantFinder } from "./variant-finder"
import type { LevelDifference } from "./spread-difference"
import { namedTwice, saysTheSame, takeWithoutVariant } from "./untaken-edits"

/** What is to be written for some reports, all of it in one transaction. */
export type EditPlan = {
  /** One for each report, in their order. */
  taken: TakenEdit[]
  keep: KeptEdit[]
  /** Each level once. */
  levels: LevelDifference[]
  /** Whose number Medusa is to write again. */
  push: { variantIds: string[]; productIds: string[] }
}

/** Judges reports one after the other, each by what those before it have led to. */
export function planLegacyEdits(
  reports: readonly LegacyEditReport[],
  facts: EditFacts,
  source: LegacyEditSource,
  policy: EditPolicy
): EditPlan {
  const running = new RunningFacts(facts)
  const variantOf = variantFinder(facts)
  const push = { variantIds: new Set<string>(), productIds: new Set<string>() }
  const taken = reports.map((report) => {
    const { subject } = report
    const variant = variantOf(subject)
    const edit = variant
      ? takeVariant(report, variant, running, source, policy)
      : takeWithoutVariant(subject, facts, policy)
    if (edit.outcome === "adjusted" || edit.outcome === "ignored") {
      if (variant) {
        push.variantIds.add(variant.variantId)
      }
      if (subject.kind === "product") {
        push.productIds.add(subject.id)
      }
    }
    return edit
  })
  return {
    taken,
    keep: running.keep,
    levels: running.levelDifferences(),
    push: {
      variantIds: [...push.variantIds],
      productIds: [...push.productIds],
    },
  }
}

function takeVariant(
  report: LegacyEditReport,
  variant: EditedVariant,
  running: RunningFacts,
  source: LegacyEditSource,
  policy: EditPolicy
): TakenEdit {
  const { variantId } = variant
  const known = running.circumstancesOf(variantId, report.version)
  const id = idOfEdit(report, variantId, source, known.edits.count)
  const earlier = running.keptAs(id)
  if (earlier && !saysTheSame(earlier, report, variantId)) {
    return namedTwice(variantId)
  }
  if (earlier && (source === "trigger" || earlier.outcome === "adjusted")) {
    return answerOf(earlier)
  }
  const judgement = judgeEdit(report, { ...known, variant, source, policy })
  const settled = settle(judgement, variant, running)
  const edit: KeptEdit = {
    id,
    variantId,
    version: report.version,
    quantityBefore: report.previousQuantity,
    quantityAfter: report.quantity,
    source,
    ...settled,
  }
  // Medusa's own numbers come back with every push, where a shop reports them: those are not kept.
  if (edit.outcome !== "unchanged" || isCovered(judgement)) {
    running.note(edit)
  }
  return answerOf(edit)
}

/** The same answer as the first time. */
function answerOf(edit: KeptEdit): TakenEdit {
  const { outcome, message, variantId, difference } = edit
  return { outcome, message, variantId, difference }
}

function settle(
  judgement: EditJudgement,
  { parts }: EditedVariant,
  running: RunningFacts
): Pick<KeptEdit, "outcome" | "message" | "difference"> {
  if (judgement.outcome !== "adjust") {
    const { outcome, message } = judgement
    return { outcome, message, difference: 0 }
  }
  const { difference } = judgement
  const refusal = running.addToStock(parts[0]?.inventoryItemId, difference)
  return refusal === null
    ? {
        outcome: "adjusted",
        message: `Medusa's stock was changed by ${difference > 0 ? "+" : ""}${difference}`,
        difference,
      }
    : { outcome: "conflict", message: refusal, difference: 0 }
}

function isCovered(judgement: EditJudgement): boolean {
  return judgement.outcome === "unchanged" && judgement.covered
}

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
  const variantOf = variantFinder(facts.variants)
  const push = { variantIds: new Set<string>(), productIds: new Set<string>() }
  const taken = reports.map((report) => {
    if (report.subject.kind === "product") {
      return takeProduct(report.subject.id, facts, policy, push.productIds)
    }
    const variant = variantOf(report.subject)
    if (!variant) {
      return NOT_FOUND
    }
    const edit = takeVariant(report, variant, running, source, policy)
    if (edit.outcome === "adjusted" || edit.outcome === "ignored") {
      push.variantIds.add(variant.variantId)
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

const NOT_FOUND: TakenEdit = {
  outcome: "not_found",
  message:
    "Medusa has nothing of this id or SKU. Link the row to a variant, or take it out of the shop",
  variantId: null,
  difference: 0,
}

function takeProduct(
  productId: string,
  { productIds }: EditFacts,
  policy: EditPolicy,
  push: Set<string>
): TakenEdit {
  if (!productIds.includes(productId)) {
    return NOT_FOUND
  }
  if (policy === "ignore") {
    push.add(productId)
    return {
      outcome: "ignored",
      message:
        "Medusa decides what can be sold; the sum over its sizes is written over this number",
      variantId: null,
      difference: 0,
    }
  }
  return {
    outcome: "conflict",
    message:
      "This number is the sum over the product's sizes, and does not say which of them changed. Change the size's number",
    variantId: null,
    difference: 0,
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

import type { MedusaContainer } from "@medusajs/framework/types"
import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { isRecord } from "../../../lib/unknown-values"
import { STOREFRONT_ORDERS_MODULE } from "../../../modules/storefront-orders"
import type { ToldByCaller } from "../../../modules/storefront-orders/domain/storefront-call"
import type { StorefrontOrdersModuleService } from "../../../modules/storefront-orders/service"
import { STRIPE_INBOX_MODULE } from "../../../modules/stripe-inbox"
import type { StripeInboxModuleService } from "../../../modules/stripe-inbox/service"
import type { MatchedItem } from "../domain/item-match"
import { matchLines } from "../domain/match-lines"
import { readCatalog } from "../queries/read-catalog"
import { answerOneQuestion } from "./answer-one-question"

export type AnswerByHintsStepInput = {
  /** As the ledger has it. */
  payment: string
}

export const answerByHintsStepId = "answer-by-hints"

/**
 * Answers the questions about a payment's lines that the storefront's call leaves no doubt about:
 * the webhook may have made the order before the call came. Not undone: an answer stands.
 */
export const answerByHintsStep = createStep(
  answerByHintsStepId,
  async ({ payment }: AnswerByHintsStepInput, { container }) => {
    const ledger = container.resolve<StorefrontOrdersModuleService>(
      STOREFRONT_ORDERS_MODULE
    )
    const call = await ledger.calls.told(payment)
    const questions = call?.told.items.length
      ? await findLineQuestions(ledger, payment)
      : []
    if (!call || questions.length === 0) {
      return new StepResponse(0)
    }
    const chosen = await chooseVariants(container, payment, call)
    let answered = 0
    for (const { id, lineItemId } of questions) {
      const named = chosen.get(lineItemId)
      if (named) {
        const { kind } = await answerOneQuestion(container, {
          issueId: id,
          actor: call.actor,
          answer: {
            answer: "choose_variant",
            variant_id: named.variant.id,
            // What a call says is no choice of staff: the next sale has to say it again.
            remember: false,
            apply_to_same: false,
            call: {
              called_by: call.actor.id,
              confidence: named.confidence === "fair" ? "fair" : "high",
              explanation: named.explanation,
            },
          },
        })
        answered += kind === "answered" ? 1 : 0
      }
    }
    return new StepResponse(answered)
  }
)

async function findLineQuestions(
  ledger: StorefrontOrdersModuleService,
  payment: string
): Promise<{ id: string; lineItemId: string }[]> {
  const issues = await ledger.listStorefrontIssues(
    {
      kind: ["line_not_matched", "line_ambiguous"],
      answered_at: null,
      payment: { payment },
    },
    { select: ["id", "details"], take: null }
  )
  return issues.flatMap(({ id, details: { item } }) =>
    isRecord(item) && typeof item.lineItemId === "string"
      ? [{ id, lineItemId: item.lineItemId }]
      : []
  )
}

/** Stripe's line item → the match that the call leaves no doubt about. */
async function chooseVariants(
  container: MedusaContainer,
  payment: string,
  called: ToldByCaller
): Promise<Map<string, MatchedItem>> {
  const inbox = container.resolve<StripeInboxModuleService>(STRIPE_INBOX_MODULE)
  const found = await inbox.fetchPayment(payment)
  if (!found) {
    return new Map()
  }
  const catalog = await readCatalog(container, found, called.told.items)
  return new Map(
    matchLines(found, called, catalog).flatMap(({ item, match, hint }) =>
      hint && match.kind === "matched"
        ? [[item.lineItemId, match] as const]
        : []
    )
  )
}

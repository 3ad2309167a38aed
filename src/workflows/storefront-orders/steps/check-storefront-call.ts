import type { MedusaContainer } from "@medusajs/framework/types"
import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { STOREFRONT_ORDERS_MODULE } from "../../../modules/storefront-orders"
import type {
  CallAnswer,
  CallKey,
  ToldOfOrder,
} from "../../../modules/storefront-orders/domain/storefront-call"
import type { StorefrontOrdersModuleService } from "../../../modules/storefront-orders/service"
import type {
  Actor,
  PaymentReference,
} from "../../../modules/storefront-orders/types"
import { type CallRefusal, KEY_REUSED } from "../domain/call-refusal"
import { type ClaimedPayment, judgeMoney } from "../domain/judge-call"
import { judgeByStripe } from "../queries/judge-by-stripe"

export type CheckStorefrontCallStepInput = {
  claimed: ClaimedPayment
  told: ToldOfOrder
  actor: Actor
  key: CallKey | null
}

/** What came of looking into a call; nothing was written. */
export type CheckedCall =
  | { kind: "refused"; refusal: CallRefusal }
  /** The same call was answered for good before. */
  | { kind: "replayed"; answer: CallAnswer }
  | {
      kind: "believed"
      reference: PaymentReference
      /** Whether there is an order to be made, or a question that the call may answer. */
      needsWork: boolean
    }

export const checkStorefrontCallStepId = "check-storefront-call"

/**
 * Looks into a call before anything is written: whether its key is free, and whether the payment is
 * one of our account, paid, and of that amount. Of a payment that is an order already, the ledger
 * knows it, and Stripe is not asked.
 */
export const checkStorefrontCallStep = createStep(
  checkStorefrontCallStepId,
  async (input: CheckStorefrontCallStepInput, { container }) =>
    new StepResponse<CheckedCall>(await checkCall(container, input))
)

async function checkCall(
  container: MedusaContainer,
  { claimed, told, actor, key }: CheckStorefrontCallStepInput
): Promise<CheckedCall> {
  const { calls } = container.resolve<StorefrontOrdersModuleService>(
    STOREFRONT_ORDERS_MODULE
  )
  const used = key && (await calls.findKey(actor, key.key))
  if (used && used.bodyHash !== key.bodyHash) {
    return { kind: "refused", refusal: KEY_REUSED }
  }
  if (used?.answer) {
    return { kind: "replayed", answer: used.answer }
  }
  const known = await calls.progress(claimed.payment)
  if (!known?.order_id) {
    const judged = await judgeByStripe(container, claimed)
    return judged.kind === "believed" ? { ...judged, needsWork: true } : judged
  }
  const refusal = judgeMoney(claimed, known)
  return refusal
    ? { kind: "refused", refusal }
    : {
        kind: "believed",
        reference: { ...known, source: "legacy_api" },
        needsWork:
          told.items.length > 0 &&
          known.issues.some(({ kind }) => kind.startsWith("line_")),
      }
}

import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { STOREFRONT_ORDERS_MODULE } from "../../../modules/storefront-orders"
import type { CallAnswer } from "../../../modules/storefront-orders/domain/storefront-call"
import type { StorefrontOrdersModuleService } from "../../../modules/storefront-orders/service"
import { type CallRefusal, KEY_REUSED } from "../domain/call-refusal"
import { answerByProgress } from "../queries/answer-by-progress"
import type { TakenCall } from "./accept-storefront-call"
import type {
  CheckStorefrontCallStepInput,
  CheckedCall,
} from "./check-storefront-call"

export type AnswerStorefrontCallStepInput = {
  call: CheckStorefrontCallStepInput
  checked: CheckedCall
  taken: TakenCall
}

/** What whoever called is told. */
export type AnsweredCall =
  | { kind: "refused"; refusal: CallRefusal }
  | {
      kind: "answered"
      answer: CallAnswer
      replayed: boolean
      payment: string
    }

/** Whoever calls is told within this time, whatever is still to be done. */
const WAIT_MS = 2_000

/** Not an answer for good: asked again with the same key, it is looked at again. */
const ACCEPTED = 202

export const answerStorefrontCallStepId = "answer-storefront-call"

/** Waits for the order of a call that was taken, for a moment, and keeps the answer for its key. */
export const answerStorefrontCallStep = createStep(
  answerStorefrontCallStepId,
  async (
    { call, checked, taken }: AnswerStorefrontCallStepInput,
    { container }
  ) => {
    if (checked.kind === "refused") {
      return new StepResponse<AnsweredCall>(checked)
    }
    const { payment: asked } = call.claimed
    if (checked.kind === "replayed") {
      return new StepResponse<AnsweredCall>({
        kind: "answered",
        answer: checked.answer,
        replayed: true,
        payment: asked,
      })
    }
    if (taken.kind !== "taken") {
      return new StepResponse<AnsweredCall>({
        kind: "refused",
        refusal: KEY_REUSED,
      })
    }
    const { actor, key } = call
    const { payment, isFirst } = taken
    const asker = { actor, key, isFirst }
    const answer = await answerByProgress(container, payment, asker, WAIT_MS)
    if (!answer) {
      throw new Error(`The ledger has lost ${payment}`)
    }
    if (key && answer.status !== ACCEPTED) {
      const { calls } = container.resolve<StorefrontOrdersModuleService>(
        STOREFRONT_ORDERS_MODULE
      )
      await calls.keepAnswer(actor, key, answer)
    }
    return new StepResponse<AnsweredCall>({
      kind: "answered",
      answer,
      replayed: false,
      payment,
    })
  }
)

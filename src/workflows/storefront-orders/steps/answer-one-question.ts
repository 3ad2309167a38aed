import { setTimeout as delay } from "node:timers/promises"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { summarizeFailure } from "../../../lib/errors"
import { runWorkflow } from "../../../lib/run-workflow"
import { STOREFRONT_ORDERS_MODULE } from "../../../modules/storefront-orders"
import type { AnswerDesk } from "../../../modules/storefront-orders/client/answer-desk"
import type {
  AnswerHold,
  GivenAnswer,
} from "../../../modules/storefront-orders/client/give-answer"
import { isSameAnswer } from "../../../modules/storefront-orders/domain/staff-answer"
import type { StorefrontOrdersModuleService } from "../../../modules/storefront-orders/service"
import type { AnswerRefusal } from "../domain/answer-plan"
import { type AnswerResult, resultOfState } from "../domain/answer-result"
import { planAnswer } from "../domain/plan-answer"
import { readQuestion } from "../queries/read-question"
import type { CarriedOut } from "./close-question"

export type AnswerOneQuestionStepInput = GivenAnswer & { issueId: string }

export const answerOneQuestionStepId = "answer-one-question"

/**
 * Gives a question its answer and carries it out. Not undone: the first answer stands, and a run
 * that fails is finished by the next.
 */
export const answerOneQuestionStep = createStep(
  answerOneQuestionStepId,
  async (input: AnswerOneQuestionStepInput, { container }) =>
    new StepResponse<AnswerResult>(await answerOneQuestion(container, input))
)

/** As long as a click may take; what is carried out longer is told to be under way. */
const PATIENCE_MS = 20_000
const PAUSE_MS = 50

/** Answers a question once, whoever does it and however often: see {@link AnswerResult}. */
export async function answerOneQuestion(
  container: MedusaContainer,
  { issueId, ...given }: AnswerOneQuestionStepInput
): Promise<AnswerResult> {
  const desk = deskOf(container)
  const deadline = Date.now() + PATIENCE_MS
  for (;;) {
    const state = await desk.state(issueId)
    if (state.kind === "missing" || state.kind === "open") {
      const refusal = await refusalOf(container, issueId, given)
      if (refusal) {
        return { kind: "refused", refusal }
      }
      const hold = await desk.give(issueId, given)
      if (hold) {
        return carryOut(container, hold, given)
      }
      continue
    }
    if (state.kind === "abandoned") {
      await finishAbandoned(container, issueId)
      continue
    }
    if (
      state.kind === "answered" ||
      Date.now() > deadline ||
      !isSameAnswer(state.answer, given.answer)
    ) {
      return resultOfState(state, given.answer)
    }
    await delay(PAUSE_MS)
  }
}

/** Carries out an answer that whoever gave it did not get to carry out. */
export async function finishAbandoned(
  container: MedusaContainer,
  issueId: string
): Promise<{ given: GivenAnswer; result: AnswerResult } | null> {
  const desk = deskOf(container)
  const hold = await desk.takeOver(issueId)
  // Null where somebody else has taken it over.
  const state = hold && (await desk.state(issueId))
  if (!hold || state?.kind !== "in_hand") {
    return null
  }
  const { answer, actor } = state
  const given = { answer, actor }
  return { given, result: await carryOut(container, hold, given) }
}

async function refusalOf(
  container: MedusaContainer,
  issueId: string,
  { answer }: GivenAnswer
): Promise<AnswerRefusal | null> {
  const facts = await readQuestion(container, issueId, answer)
  if (!facts) {
    return {
      type: "not_found",
      code: "not_found",
      message: `There is no question ${issueId}`,
    }
  }
  const plan = planAnswer(facts, answer)
  return plan.kind === "refused" ? plan.refusal : null
}

async function carryOut(
  container: MedusaContainer,
  hold: AnswerHold,
  given: GivenAnswer
): Promise<AnswerResult> {
  try {
    const done = await runWorkflow<CarriedOut>(
      container.resolve(Modules.WORKFLOW_ENGINE),
      CARRY_OUT,
      { hold, given }
    )
    return done.kind === "lost" ? await lost(container, hold, given) : done
  } catch (error) {
    // The answer is kept: it is carried out again once this hold has run out.
    const { code, message } = summarizeFailure(error)
    container
      .resolve(ContainerRegistrationKeys.LOGGER)
      .warn(
        `storefront question: answer not carried out yet issue_id=${hold.issueId} code=${code} message=${message}`
      )
    return { kind: "under_way" }
  }
}

/** Another process has taken the answer over, or the question was closed without it. */
async function lost(
  container: MedusaContainer,
  { issueId }: AnswerHold,
  { answer }: GivenAnswer
): Promise<AnswerResult> {
  const state = await deskOf(container).state(issueId)
  return state.kind === "answered"
    ? resultOfState(state, answer)
    : { kind: "under_way" }
}

/** By its id, so that the workflow may be made of steps that run it. */
const CARRY_OUT = "carry-out-answer"

function deskOf(container: MedusaContainer): AnswerDesk {
  return container.resolve<StorefrontOrdersModuleService>(
    STOREFRONT_ORDERS_MODULE
  ).answers
}

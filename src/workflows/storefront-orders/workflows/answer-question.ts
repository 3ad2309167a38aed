import {
  WorkflowResponse,
  createWorkflow,
  transform,
} from "@medusajs/framework/workflows-sdk"
import {
  type AnswerOneQuestionStepInput,
  answerOneQuestionStep,
} from "../steps/answer-one-question"
import { answerSameQuestionsStep } from "../steps/answer-same-questions"

export type AnswerQuestionInput = AnswerOneQuestionStepInput

export const answerQuestionWorkflowId = "answer-question"

/** Answers a question once, and, where staff want it, the others about the same item with it. */
export const answerQuestionWorkflow = createWorkflow(
  answerQuestionWorkflowId,
  (input: AnswerQuestionInput) => {
    const result = answerOneQuestionStep(input)
    const same = answerSameQuestionsStep(
      transform({ input, result }, ({ input, result }) => ({
        ...input,
        result,
      }))
    )
    return new WorkflowResponse(
      transform({ result, same }, ({ result, same }) => ({ result, same }))
    )
  }
)

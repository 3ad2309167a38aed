import {
  WorkflowResponse,
  createWorkflow,
} from "@medusajs/framework/workflows-sdk"
import {
  type SetKeyScopeStepInput,
  setKeyScopeStep,
} from "../steps/set-key-scope"
import { recordKeyScopeStep } from "../steps/record-key-scope"

export type SetKeyScopeInput = SetKeyScopeStepInput

export const setKeyScopeWorkflowId = "set-key-scope"

/** Says what a secret key may call, and has the log say who said so. */
export const setKeyScopeWorkflow = createWorkflow(
  setKeyScopeWorkflowId,
  (input: SetKeyScopeInput) => {
    const before = setKeyScopeStep(input)
    recordKeyScopeStep({ set: input, before })
    return new WorkflowResponse(before)
  }
)

import type { IWorkflowEngineService } from "@medusajs/framework/types"
import { isRecord } from "./unknown-values"

/** What is relied on of the engine's answer; its own type says `any` of everything. */
type WorkflowRun<Result> = {
  result: Result
  /** The failing step's first; what resolving the result threw after it. */
  errors?: readonly unknown[]
}

/**
 * Runs a workflow by its id, so that a module can have work done without importing the workflow.
 *
 * The engine resolves the result of a failed run too, and would throw what that came to, a
 * `TypeError` about a step that never ran, instead of why it failed: so it is asked not to throw.
 *
 * @returns its result, of the type that the workflow's id promises.
 * @throws what the failing step threw
 */
export async function runWorkflow<Result>(
  engine: IWorkflowEngineService,
  workflowId: string,
  input: object
): Promise<Result> {
  const { result, errors = [] } = (await engine.run(workflowId, {
    input,
    throwOnError: false,
  })) as WorkflowRun<Result>
  const [failure] = errors
  if (failure !== undefined) {
    throw isRecord(failure) && "error" in failure ? failure.error : failure
  }
  return result
}

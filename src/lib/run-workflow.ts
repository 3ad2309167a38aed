import type { IWorkflowEngineService } from "@medusajs/framework/types"

/**
 * Runs a workflow by its id, so that a module can have work done without importing the workflow.
 *
 * @returns its result, of the type that the workflow's id promises.
 * @throws what the failing step threw
 */
export async function runWorkflow<Result>(
  engine: IWorkflowEngineService,
  workflowId: string,
  input: object
): Promise<Result> {
  // The engine's own type says `any` of everything.
  const { result } = (await engine.run(workflowId, { input })) as {
    result: Result
  }
  return result
}

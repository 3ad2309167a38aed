import type { IWorkflowEngineService } from "@medusajs/framework/types"
import { permanentError } from "./errors"
import { runWorkflow } from "./run-workflow"

const engineThatAnswers = (answer: object) =>
  ({ run: () => Promise.resolve(answer) }) as unknown as IWorkflowEngineService

const run = (answer: object) =>
  runWorkflow<number>(engineThatAnswers(answer), "a-workflow", {})

it("hands on the result", async () => {
  expect(await run({ result: 7, errors: [] })).toBe(7)
})

it("throws why the step failed, not what resolving the result came to", async () => {
  const cause = permanentError("payload_unreadable", "Not JSON")
  const errors = [
    { action: "read", error: cause },
    new TypeError("Cannot read properties of undefined (reading 'kind')"),
  ]
  await expect(run({ result: undefined, errors })).rejects.toBe(cause)
})

it("throws what resolving the result of a good run came to", async () => {
  const error = new TypeError("Not a function")
  await expect(run({ result: undefined, errors: [error] })).rejects.toBe(error)
})

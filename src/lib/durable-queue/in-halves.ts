import { type FailureSummary, summarizeFailure } from "../errors"
import type { JobHandler } from "./queue-worker"
import type { ClaimedJob, Settlement } from "./types"

/** What could not be done, for logging: one job, or a whole batch while the other side is out. */
export type OnFailure = (
  failure: FailureSummary,
  jobs: readonly ClaimedJob[]
) => void

/**
 * Keeps one bad job from taking its batch down: a batch that fails for good is tried again in
 * halves, down to the job that is the cause, and only that one fails. What may pass is not split:
 * the other side is out for all of them, so what is left of the batch fails with it.
 *
 * @param handle throws when nothing of its batch was done; doing a job twice must be harmless.
 */
export function inHalves(handle: JobHandler, onFailure: OnFailure): JobHandler {
  return async (jobs) => {
    const answers = new Map<string, Settlement>()
    const batches = [jobs]
    for (let batch = batches.pop(); batch; batch = batches.pop()) {
      try {
        const settled = await handle(batch)
        settled.forEach((settlement, id) => answers.set(id, settlement))
      } catch (error) {
        const failure = summarizeFailure(error)
        const isPermanent = failure.retry === "permanent"
        if (isPermanent && batch.length > 1) {
          const middle = Math.ceil(batch.length / 2)
          batches.push(batch.slice(middle), batch.slice(0, middle))
          continue
        }
        const failed = isPermanent
          ? batch
          : [batch, ...batches.splice(0)].flat()
        failed.forEach(({ id }) => answers.set(id, { kind: "failed", failure }))
        onFailure(failure, failed)
      }
    }
    return answers
  }
}

import { summarizeFailure } from "../errors"
import type { DurableQueue } from "./durable-queue"
import type { JobHandler } from "./queue-worker"
import type { ClaimedJob, Settlement } from "./types"

/**
 * Has a queue drain as soon as an outage is over: when a batch goes through after one failed, or as
 * the first of this process, whatever else waits after a failure becomes due. Otherwise the backoff
 * would keep it waiting for up to an hour more.
 *
 * A failed answer for a single job is no outage and no end of one, so jobs that fail each time
 * cannot drive each other round.
 *
 * @param handle throws when the other side is out.
 * @param onError the jobs could not be made due: they wait for their turn, or for the next batch.
 */
export function hasteningAfterOutage(
  queue: Pick<DurableQueue, "hasten">,
  handle: JobHandler,
  onError: (error: unknown) => void
): JobHandler {
  // What failed before this process started may wait too.
  let wasOut = true
  return async (jobs) => {
    let answers: Map<string, Settlement>
    try {
      answers = await handle(jobs)
    } catch (error) {
      wasOut ||= summarizeFailure(error).retry === "passing"
      throw error
    }
    if (wasOut || hasRecovered(jobs, answers)) {
      try {
        await queue.hasten()
        wasOut = false
      } catch (error) {
        onError(error)
      }
    }
    return answers
  }
}

/** Whether one that had failed, perhaps in another process, went through now. */
function hasRecovered(
  jobs: readonly ClaimedJob[],
  answers: ReadonlyMap<string, Settlement>
): boolean {
  return jobs.some(
    ({ id, failingSince }) =>
      failingSince !== null && answers.get(id)?.kind === "done"
  )
}

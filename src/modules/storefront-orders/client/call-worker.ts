import type { IWorkflowEngineService, Logger } from "@medusajs/framework/types"
import {
  type DurableQueue,
  type Settlement,
  WokenWorker,
} from "../../../lib/durable-queue"
import { summarizeFailure } from "../../../lib/errors"
import { runWorkflow } from "../../../lib/run-workflow"
import { CALL_CHANNEL } from "../call-queue"
import type { CallOutcome, StorefrontOrdersOptions } from "../types"

const CONCURRENT_CALLS = 4

type CallWorkerOptions = {
  queue: DurableQueue
  engine: () => IWorkflowEngineService
  log: Logger
  options: StorefrontOrdersOptions
}

/** Makes the orders of the payments that the storefront told us of, in this process. */
export function createCallWorker({
  queue,
  engine,
  log,
  options,
}: CallWorkerOptions): WokenWorker {
  const workOff = async (id: string): Promise<Settlement> => {
    try {
      return await runWorkflow<CallOutcome>(engine(), options.callWorkflowId, {
        call_id: id,
      })
    } catch (error) {
      const failure = summarizeFailure(error)
      log.error(
        `storefront call: call_id=${id} failed code=${failure.code} retry=${failure.retry}: ${failure.message}`
      )
      return { kind: "failed", failure }
    }
  }
  return new WokenWorker({
    connectionString: options.databaseUrl,
    channel: CALL_CHANNEL,
    queue,
    log,
    batchSize: 1,
    concurrency: CONCURRENT_CALLS,
    handle: async ([job]) =>
      new Map(job ? [[job.id, await workOff(job.id)]] : []),
  })
}

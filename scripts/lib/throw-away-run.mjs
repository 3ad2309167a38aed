// @ts-check
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { ChildProcesses } from "./child-processes.mjs"
import { postgresFolders } from "./postgres-home.mjs"
import { paths } from "./project-paths.mjs"
import { openRunRecord } from "./run-record.mjs"
import { onStopSignal } from "./stop-signals.mjs"

/** @typedef {{ folder: string, children: ChildProcesses }} ThrowAwayRun */

/**
 * Works with a folder and child processes that are gone afterwards, whatever
 * comes of it, also after Ctrl-C.
 * @template T
 * @param {string} name of the folder, for whoever finds it
 * @param {(run: ThrowAwayRun) => Promise<T>} work
 * @returns {Promise<T | undefined>} undefined where it was told to stop
 */
export async function throwAwayRun(name, work) {
  const folder = mkdtempSync(join(tmpdir(), `storefront-${name}-`))
  const clusters = ["postgres", "postgres-15"].map((name) => join(folder, name))
  const removed = [folder, ...clusters.flatMap(postgresFolders)]
  const recordFile = join(folder, "run.json")
  const opened = await openRunRecord(recordFile, removed)
  if ("runningPid" in opened) throw new Error(`${folder} is in use.`)
  const children = new ChildProcesses(recordFile, opened.record, paths.logs)
  const stopSignal = onStopSignal(children)
  const running = work({ folder, children })
  try {
    return await Promise.race([running, stopSignal])
  } finally {
    await children.stopAll()
    await running.catch(() => undefined)
    rmSync(folder, { recursive: true, force: true })
  }
}

// @ts-check
import { rmSync } from "node:fs"
import { ChildProcesses, failureOf } from "./child-processes.mjs"
import { readProjectEnvironment } from "./environment.mjs"
import { writeJson } from "./json-file.mjs"
import { paths } from "./project-paths.mjs"
import { readyFile, readyTable } from "./ready-table.mjs"
import { describeError, Refusal } from "./refusal.mjs"
import { openRunRecord } from "./run-record.mjs"
import { onStopSignal } from "./stop-signals.mjs"
import { checkGiven, createUpContext, removeState } from "./up-context.mjs"
import { StepFailure, upTasks } from "./up-tasks.mjs"
import { colorsFor } from "./terminal-colors.mjs"

const colors = colorsFor(process.stdout)

/** @typedef {{ code: number, message?: string }} Outcome */

/** @param {string} text */
const say = (text) => process.stdout.write(`${text}\n`)

/** Takes the lock of this clone, or says who holds it. */
async function openRun() {
  const opened = await openRunRecord(paths.run, [paths.ready])
  if ("runningPid" in opened) {
    throw new Refusal(
      `npm run up is already running in this folder (pid ${opened.runningPid}). ` +
        "Stop it with Ctrl-C there first."
    )
  }
  if (opened.cleaned.length > 0) {
    say(`Ended what the last run had left: ${opened.cleaned.join(", ")}.`)
  }
  return new ChildProcesses(paths.run, opened.record, paths.logs)
}

/**
 * Starts the system and stays until it is told to stop, or something ends.
 * @param {import("./up-options.mjs").UpOptions} options
 * @returns {Promise<number>} the exit code
 */
export async function runUp(options) {
  const given = readProjectEnvironment()
  checkGiven(given)
  const children = await openRun()
  const stopSignal = onStopSignal(children)
  if (options.fresh) removeState()
  const bringingUp = bringUp(options, given, children)
  /** @type {Outcome} */
  let outcome
  try {
    const isUp = await Promise.race([bringingUp, stopSignal])
    const ended = isUp
      ? await Promise.race([children.serviceEnded, stopSignal])
      : undefined
    outcome = ended?.exit
      ? {
          code: 1,
          message: failureOf(ended.name, ended.exit, ended.logFile).message,
        }
      : { code: 0 }
  } catch (error) {
    const reason = error instanceof StepFailure ? error.cause : error
    const code = reason instanceof Refusal ? reason.exitCode : 1
    outcome = { code, message: describeError(reason) }
  }
  rmSync(paths.ready, { force: true })
  await children.stopAll()
  await bringingUp.catch(() => undefined)
  say(outcome.message ? `\n${colors.red(outcome.message)}` : "Stopped.")
  return outcome.code
}

/**
 * @param {import("./up-options.mjs").UpOptions} options
 * @param {import("./environment.mjs").ProjectEnvironment} given
 * @param {ChildProcesses} children
 * @returns {Promise<boolean>} false where it was stopped before it was there
 */
async function bringUp(options, given, children) {
  const context = await createUpContext(options, given, children)
  await upTasks(context).run()
  if (children.stopping) return false
  writeJson(paths.ready, readyFile(context))
  // Counted from the start of this process, so npm ci is in it.
  const seconds = (performance.now() / 1000).toFixed(1)
  say(`\n${colors.green(`Ready in ${seconds} s`)}`)
  say(readyTable(context, colors))
  return true
}

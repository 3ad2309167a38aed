// @ts-check
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from "node:fs"
import { dirname } from "node:path"
import { readJson, writeJson } from "./json-file.mjs"
import { endProcess, identify, isRunning } from "./process-identity.mjs"

/**
 * Who runs here and what they started: the lock against a second run, and the
 * list by which whatever a killed run left behind is found and ended.
 * @typedef {import("./process-identity.mjs").ProcessIdentity} ProcessIdentity
 * @typedef {ProcessIdentity & { name: string, signal: NodeJS.Signals, graceMs: number }} StartedProcess
 * @typedef {{ owner: ProcessIdentity, processes: StartedProcess[], remove: string[] }} RunRecord
 */

/**
 * @param {string} file
 * @returns {RunRecord | undefined}
 */
export function readRunRecord(file) {
  const value = readJson(file)
  const isRecord =
    typeof value === "object" && value !== null && "owner" in value
  return isRecord ? /** @type {RunRecord} */ (value) : undefined
}

/**
 * Ends what a run that is no more has left, newest first, and removes its
 * record and the files it wanted removed.
 * @param {string} file
 * @param {RunRecord} record
 */
export async function cleanUpAfter(file, record) {
  for (const started of record.processes.toReversed()) {
    await endProcess(started, started)
  }
  for (const path of record.remove) {
    rmSync(path, { recursive: true, force: true })
  }
  rmSync(file, { force: true })
}

/**
 * Takes the lock, after cleaning up behind a dead owner.
 * @param {string} file
 * @param {string[]} remove files and folders that go when the run ends
 * @returns {Promise<{ record: RunRecord, cleaned: string[] } | { runningPid: number }>}
 *   `cleaned` names what was left of the last run
 */
export async function openRunRecord(file, remove) {
  const owner = identify(process.pid)
  if (!owner) throw new Error("This process cannot find itself.")
  const last = readRunRecord(file)
  if (last && isRunning(last.owner)) return { runningPid: last.owner.pid }
  const left = (last?.processes ?? []).filter(isRunning)
  if (last) await cleanUpAfter(file, last)
  else rmSync(file, { force: true })

  /** @type {RunRecord} */
  const record = { owner, processes: [], remove }
  mkdirSync(dirname(file), { recursive: true })
  try {
    const descriptor = openSync(file, "wx", 0o600)
    writeSync(descriptor, JSON.stringify(record))
    closeSync(descriptor)
  } catch (error) {
    // Two runs that start in the same moment: the other one was quicker.
    const winner = readRunRecord(file)
    if (winner) return { runningPid: winner.owner.pid }
    throw error
  }
  return { record, cleaned: left.map(({ name }) => name) }
}

/**
 * @param {string} file
 * @param {RunRecord} record
 */
export const saveRunRecord = (file, record) => {
  writeJson(file, record)
}

// @ts-check
import { execFileSync } from "node:child_process"
import { existsSync, readFileSync } from "node:fs"
import { setTimeout as delay } from "node:timers/promises"
import { errorCode } from "./refusal.mjs"

/**
 * A process is its pid together with its start time: pids are used again, so a
 * pid alone could be anybody's process by now.
 * @typedef {{ pid: number, startTime: string }} ProcessIdentity
 */

const hasProc = existsSync("/proc/self/stat")

/**
 * @param {string} stat content of /proc/<pid>/stat
 * @returns {string | null} clock ticks since boot; null for a zombie, which has
 *   ended and only waits for its parent
 */
export function startTimeFromStat(stat) {
  // The name stands in parentheses and may itself hold spaces and parentheses.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ")
  const [state] = fields
  return state === "Z" || state === "X" ? null : (fields[19] ?? null)
}

/** @param {number} pid */
function startTimeFromPs(pid) {
  try {
    const args = ["-o", "stat=,lstart=", "-p", String(pid)]
    const line = execFileSync("ps", args, { encoding: "utf8" }).trim()
    return line.startsWith("Z") ? null : line.split(/\s+/).slice(1).join(" ")
  } catch {
    return null
  }
}

/**
 * @param {number} pid
 * @returns {string | null} opaque, the same for the life of the process; null
 *   when no such process runs
 */
export function startTimeOf(pid) {
  if (!hasProc) return startTimeFromPs(pid)
  try {
    return startTimeFromStat(readFileSync(`/proc/${pid}/stat`, "utf8"))
  } catch {
    return null
  }
}

/**
 * @param {number} pid
 * @returns {ProcessIdentity | null} null when it has already ended
 */
export function identify(pid) {
  const startTime = startTimeOf(pid)
  return startTime === null ? null : { pid, startTime }
}

/** @param {ProcessIdentity} identity */
export const isRunning = (identity) =>
  startTimeOf(identity.pid) === identity.startTime

/**
 * @param {number} pid negative for a process group
 * @param {NodeJS.Signals} signal
 */
export function sendSignal(pid, signal) {
  try {
    process.kill(pid, signal)
  } catch (error) {
    // It ended by itself in the meantime, which is what was wanted.
    if (errorCode(error) !== "ESRCH") throw error
  }
}

/**
 * @param {ProcessIdentity} identity
 * @param {number} timeoutMs
 * @returns {Promise<boolean>} whether it has ended
 */
async function hasEnded(identity, timeoutMs) {
  const deadline = performance.now() + timeoutMs
  while (isRunning(identity)) {
    if (performance.now() > deadline) return false
    await delay(20)
  }
  return true
}

/**
 * Ends a process and the group it leads: first the polite way, then by force.
 * Does nothing where the pid has become somebody else's.
 * @param {ProcessIdentity} identity
 * @param {{ signal?: NodeJS.Signals, graceMs?: number }} [options]
 */
export async function endProcess(
  identity,
  { signal = "SIGTERM", graceMs = 10_000 } = {}
) {
  if (!isRunning(identity)) return
  sendSignal(identity.pid, signal)
  if (!(await hasEnded(identity, graceMs))) {
    sendSignal(identity.pid, "SIGKILL")
    await hasEnded(identity, 5_000)
  }
  sendSignal(-identity.pid, "SIGKILL")
}

// @ts-check
import { setTimeout as delay } from "node:timers/promises"
import { failureOf } from "./child-processes.mjs"
import { lastLogLines } from "./log-tail.mjs"
import { Refusal } from "./refusal.mjs"

/**
 * Waits until a service answers, or says why it never will.
 * @param {import("./child-processes.mjs").Service} service
 * @param {() => Promise<boolean>} isReady
 * @param {number} timeoutMs
 * @throws {Refusal} with the end of its log, when it ends or takes too long
 */
export async function untilReady(service, isReady, timeoutMs) {
  const deadline = performance.now() + timeoutMs
  while (!(await isReady())) {
    if (service.exit) {
      throw failureOf(service.name, service.exit, service.logFile)
    }
    if (performance.now() > deadline) {
      throw new Refusal(
        `${service.name} did not get ready within ${timeoutMs / 1000} s. ` +
          lastLogLines(service.logFile)
      )
    }
    await delay(100)
  }
}

/**
 * @param {string} url
 * @returns {Promise<boolean>}
 */
export async function answersOk(url) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000) })
    await response.body?.cancel()
    return response.ok
  } catch {
    return false
  }
}

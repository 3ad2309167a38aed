// @ts-check
/*
 * Outlives the command that started it. Its standard input is a pipe that the
 * command never writes to: when the pipe ends, the command is gone. A command
 * that ended in order has removed its record by then; one that was killed has
 * not, and what it had started is ended here.
 */
import { setTimeout as delay } from "node:timers/promises"
import { isRunning } from "./process-identity.mjs"
import { cleanUpAfter, readRunRecord } from "./run-record.mjs"

for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
  // They are meant for the command, which has its own way of stopping.
  process.on(signal, () => {})
}

const [, , recordFile = ""] = process.argv

async function cleanUp() {
  // The pipe closes a moment before a killed process is gone.
  let record = readRunRecord(recordFile)
  while (record && isRunning(record.owner)) {
    await delay(50)
    record = readRunRecord(recordFile)
  }
  if (record) await cleanUpAfter(recordFile, record)
}

process.stdin.resume()
process.stdin.on("close", () => void cleanUp().finally(() => process.exit(0)))

// @ts-check
import { spawn } from "node:child_process"
import { createWriteStream, mkdirSync, openSync, closeSync } from "node:fs"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { lastLogLines } from "./log-tail.mjs"
import { endProcess, identify, sendSignal } from "./process-identity.mjs"
import { Refusal } from "./refusal.mjs"
import { cleanUpAfter, saveRunRecord } from "./run-record.mjs"

/**
 * @typedef {object} CommandOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {number} [uid]
 * @property {number} [gid]
 * @property {(line: string) => void} [onLine] every line of its output
 * @typedef {{ code: number | null, signal: NodeJS.Signals | null }} Exit
 * @typedef {{ name: string, identity: import("./process-identity.mjs").ProcessIdentity, exited: Promise<Exit>, exit: Exit | undefined, logFile: string }} Service
 */

/**
 * Everything this run starts. Each child leads a session of its own, so a
 * Ctrl-C in the terminal reaches only us and we stop them in order; each is on
 * record before it is waited for, and a janitor process ends what is on record
 * when we are killed.
 */
export class ChildProcesses {
  /** @type {import("node:child_process").ChildProcess | undefined} */
  #janitor
  #stopping = false
  /** @type {(service: Service) => void} */
  #reportEnd = () => {}
  /**
   * The first service that ends without having been asked to.
   * @type {Promise<Service>}
   */
  serviceEnded = new Promise((resolve) => {
    this.#reportEnd = resolve
  })

  /**
   * @param {string} recordFile
   * @param {import("./run-record.mjs").RunRecord} record
   * @param {string} logs folder of the log files, one a child
   */
  constructor(recordFile, record, logs) {
    this.recordFile = recordFile
    this.record = record
    this.logs = logs
    mkdirSync(logs, { recursive: true, mode: 0o700 })
    const janitor = join(import.meta.dirname, "janitor.mjs")
    this.#janitor = spawn(process.execPath, [janitor, recordFile], {
      stdio: ["pipe", "ignore", "ignore"],
      detached: true,
    })
    this.#janitor.stdin?.on("error", () => {})
  }

  /** Whether `stopAll` has been called: what ends from then on ends on request. */
  get stopping() {
    return this.#stopping
  }

  /**
   * Runs a command to its end.
   * @param {string} name of the log file
   * @param {string} command
   * @param {string[]} args
   * @param {CommandOptions} [options]
   * @returns {Promise<string>} what it wrote to standard output
   * @throws {Refusal} with its last lines, when it fails
   */
  async run(name, command, args, { onLine, ...options } = {}) {
    this.#refuseWhenStopping()
    const logFile = join(this.logs, `${name}.log`)
    const log = createWriteStream(logFile, { mode: 0o600 })
    const child = spawn(command, args, {
      ...options,
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    })
    this.#enter(name, child, { signal: "SIGTERM", graceMs: 3_000 })
    let stdout = ""
    child.stdout
      .setEncoding("utf8")
      .on("data", (/** @type {string} */ text) => {
        stdout += text
      })
    for (const stream of [child.stdout, child.stderr]) {
      stream.pipe(log, { end: false })
      if (onLine) createInterface({ input: stream }).on("line", onLine)
    }
    const exit = await exitOf(child)
    await new Promise((done) => log.end(done))
    this.#leave(child.pid)
    if (exit.code !== 0) throw failureOf(name, exit, logFile)
    return stdout
  }

  /**
   * Runs a command to its end with its output on our own terminal.
   * @param {string} name
   * @param {string} command
   * @param {string[]} args
   * @param {Omit<CommandOptions, "onLine">} [options]
   * @returns {Promise<Exit>} also of a command that failed
   */
  async runVisibly(name, command, args, options = {}) {
    this.#refuseWhenStopping()
    const child = spawn(command, args, {
      ...options,
      stdio: ["ignore", "inherit", "inherit"],
      detached: true,
    })
    this.#enter(name, child, { signal: "SIGTERM", graceMs: 5_000 })
    const exit = await exitOf(child)
    this.#leave(child.pid)
    return exit
  }

  /**
   * Starts a command that stays. All of its output goes to its log file.
   * @param {string} name
   * @param {string} command
   * @param {string[]} args
   * @param {CommandOptions & { signal?: NodeJS.Signals, graceMs?: number }} [options]
   *   `signal` asks it to end; after `graceMs` it is killed
   * @returns {Service}
   */
  start(name, command, args, options = {}) {
    this.#refuseWhenStopping()
    const { signal = "SIGTERM", graceMs = 10_000, ...spawnOptions } = options
    const logFile = join(this.logs, `${name}.log`)
    const descriptor = openSync(logFile, "w", 0o600)
    const child = spawn(command, args, {
      ...spawnOptions,
      stdio: ["ignore", descriptor, descriptor],
      detached: true,
    })
    closeSync(descriptor)
    const identity = this.#enter(name, child, { signal, graceMs })
    // A program that could not even be started has ended as well.
    const ended = exitOf(child).catch(() => ({ code: 127, signal: null }))
    /** @type {Service} */
    const service = { name, identity, exited: ended, exit: undefined, logFile }
    service.exited = ended.then((exit) => {
      service.exit = exit
      this.#leave(child.pid)
      if (!this.#stopping) this.#reportEnd(service)
      return exit
    })
    return service
  }

  /**
   * Ends everything, newest first, and the record with it.
   * @param {(name: string) => void} [onStop] told before each one
   */
  async stopAll(onStop = () => {}) {
    this.#stopping = true
    for (const started of this.record.processes.toReversed()) {
      onStop(started.name)
      await endProcess(started, started)
    }
    await cleanUpAfter(this.recordFile, this.record)
    const janitor = this.#janitor
    this.#janitor = undefined
    if (!janitor || janitor.exitCode !== null) return
    const gone = exitOf(janitor).catch(() => {})
    janitor.stdin?.end()
    await gone
  }

  /** Ends everything at once, for somebody who will not wait. */
  killAll() {
    this.#stopping = true
    for (const { pid } of this.record.processes) sendSignal(pid, "SIGKILL")
  }

  #refuseWhenStopping() {
    if (this.#stopping) throw new Refusal("Stopped.")
  }

  /**
   * @param {string} name
   * @param {import("node:child_process").ChildProcess} child
   * @param {{ signal: NodeJS.Signals, graceMs: number }} stop
   */
  #enter(name, child, stop) {
    const identity = child.pid === undefined ? null : identify(child.pid)
    if (!identity) return { pid: child.pid ?? 0, startTime: "" }
    this.record.processes.push({ name, ...identity, ...stop })
    saveRunRecord(this.recordFile, this.record)
    return identity
  }

  /** @param {number | undefined} pid */
  #leave(pid) {
    const left = this.record.processes.filter((entry) => entry.pid !== pid)
    this.record.processes = left
    if (!this.#stopping) saveRunRecord(this.recordFile, this.record)
  }
}

/**
 * @param {import("node:child_process").ChildProcess} child
 * @returns {Promise<Exit>}
 */
const exitOf = (child) =>
  new Promise((resolve, reject) => {
    child.once("error", reject)
    // What it started itself and left behind would hold its pipes open.
    child.once("exit", () => {
      if (child.pid !== undefined) sendSignal(-child.pid, "SIGKILL")
    })
    child.once("close", (code, signal) => {
      resolve({ code, signal })
    })
  })

/**
 * @param {string} name
 * @param {Exit} exit
 * @param {string} logFile
 */
export function failureOf(name, exit, logFile) {
  const how = exit.signal
    ? `was ended by ${exit.signal}`
    : `ended with code ${exit.code}`
  return new Refusal(`${name} ${how}. ${lastLogLines(logFile)}`)
}

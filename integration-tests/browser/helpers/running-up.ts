import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { existsSync } from "node:fs"
import { join, resolve } from "node:path"
import {
  readRunningSystem,
  type RunningSystem,
} from "../../../scripts/demo/running-system"
import { waitFor } from "../../helpers/wait-for"

const PROJECT = resolve(__dirname, "../../..")
const READY_WITHIN_MS = 240_000

export type CommandResult = { code: number | null; output: string }

/** `npm run up` in a data folder of its own, as a person runs it. */
export class RunningUp {
  private constructor(
    private readonly child: ChildProcess,
    readonly system: RunningSystem,
    /** From the command to the ready table. */
    readonly secondsToReady: number
  ) {}

  /** @throws Error with what the command printed, where it ends or does not get ready. */
  static async start(dataDir: string, port: number): Promise<RunningUp> {
    const startedAt = performance.now()
    const child = run("scripts/up.mjs", ["--port", String(port)], dataDir)
    const ended = endOf(child).then(({ code, output }) => {
      throw new Error(`up ended with ${String(code)}:\n${output}`)
    })
    // After the start, an end is what was asked for.
    ended.catch(() => undefined)
    const readyFile = join(dataDir, "up.json")
    const ready = waitFor(
      "up to be ready",
      () => existsSync(readyFile),
      READY_WITHIN_MS
    )
    await Promise.race([ready, ended])
    const seconds = (performance.now() - startedAt) / 1000
    return new RunningUp(child, readRunningSystem(readyFile), seconds)
  }

  /** Asks it to end, as Ctrl-C does, and waits until it has. @returns its exit code. */
  async stop(): Promise<number | null> {
    if (this.child.exitCode === null) {
      const exited = once(this.child, "exit")
      this.child.kill("SIGTERM")
      await exited
    }
    return this.child.exitCode
  }
}

/** Runs `npm run demo:order` to its end. */
export function runDemoCommand(
  dataDir: string,
  args: readonly string[]
): Promise<CommandResult> {
  return endOf(run("scripts/demo-order.mjs", args, dataDir))
}

function run(
  script: string,
  args: readonly string[],
  dataDir: string
): ChildProcess {
  // What jest itself needs of Node is not for the system under test.
  const { NODE_OPTIONS: _, NODE_ENV: __, ...env } = process.env
  return spawn(process.execPath, [join(PROJECT, script), ...args], {
    cwd: PROJECT,
    env: { ...env, UP_DATA_DIR: dataDir },
    stdio: ["ignore", "pipe", "pipe"],
  })
}

async function endOf(child: ChildProcess): Promise<CommandResult> {
  let output = ""
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk: Buffer) => {
      output += chunk.toString()
    })
  }
  await once(child, "close")
  return { code: child.exitCode, output }
}

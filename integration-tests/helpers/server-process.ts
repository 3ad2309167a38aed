import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { expectNothingPlanted } from "./planted"
import { builtServer, medusaCli } from "./project"
import { waitFor } from "./wait-for"

/** Less than a hook may take: what the server has printed says why, a hook that ran out does not. */
const START_TIMEOUT_MS = 90_000
const ANSWER_WITHIN_MS = 10_000

/** A backend in a process of its own, as a shop runs it. */
export type ServerProcess = {
  url: string
  pid: number
  /** Everything it has printed. */
  output: () => string
  /** Closes the pipe that it prints into, as a log collector does that dies. */
  stopReading: () => void
  /**
   * Sends a signal. @returns when the process is gone, its exit code: null where it was killed
   * @throws Error where it has ever printed a secret or a person: F70, for every suite
   */
  end: (signal: NodeJS.Signals) => Promise<number | null>
}

/** Where it says so. */
const HEALTH = {
  /** It can do its work and keeps up with it. */
  ready: "/health/ready",
  /** It answers. */
  live: "/health/live",
  /** As Medusa itself says it, also of a process that only works off. */
  listening: "/health",
}

export type StartedUntil = keyof typeof HEALTH

/**
 * Starts the built server and waits until it is ready.
 *
 * @param env the project's variables; nothing of this process's own
 *   configuration is handed on.
 * @param until `live` for who starts it into more work than it can have done by now, `listening` for
 *   one that only works off
 * @throws Error with the server's output when it does not become ready
 */
export async function startServer(
  port: number,
  env: Record<string, string>,
  until: StartedUntil = "ready"
): Promise<ServerProcess> {
  const chunks: string[] = []
  const child = spawn(
    process.execPath,
    [medusaCli, "start", "--port", String(port)],
    {
      cwd: builtServer(),
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        NODE_ENV: "demo",
        ...env,
      },
      stdio: ["ignore", "pipe", "pipe"],
    }
  )
  child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk.toString()))
  child.stderr.on("data", (chunk: Buffer) => chunks.push(chunk.toString()))
  const url = `http://127.0.0.1:${port}`
  await becomeReady(child, `${url}${HEALTH[until]}`, chunks)
  return {
    url,
    pid: child.pid ?? 0,
    output: () => chunks.join(""),
    stopReading: () => {
      child.stdout.destroy()
      child.stderr.destroy()
    },
    end: async (signal) => {
      const code = await endProcess(child, signal)
      expectNothingPlanted("what the server has printed", chunks.join(""))
      return code
    },
  }
}

async function becomeReady(
  child: ChildProcess,
  url: string,
  output: readonly string[]
): Promise<void> {
  try {
    await waitFor(
      "the server to be ready",
      async () => {
        if (child.exitCode !== null || child.signalCode !== null) {
          return "ended"
        }
        const answer = await fetch(url, {
          signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
        })
        if (!answer.ok) {
          throw new Error(`${answer.status}: ${await answer.text()}`)
        }
        return "ready"
      },
      START_TIMEOUT_MS
    )
  } catch (error) {
    child.kill("SIGKILL")
    throw new Error(`The server did not start:\n${output.join("")}`, {
      cause: error,
    })
  }
  if (child.exitCode !== null || child.signalCode !== null) {
    throw new Error(`The server ended at once:\n${output.join("")}`)
  }
}

async function endProcess(
  child: ChildProcess,
  signal: NodeJS.Signals
): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    const gone = once(child, "exit")
    child.kill(signal)
    await gone
  }
  return child.exitCode
}

import { spawn } from "node:child_process"
import { once } from "node:events"
import { projectRoot } from "./project"

/** What a command of the project has said, and its exit code; null where a signal ended it. */
export type CommandResult = { code: number | null; out: string; err: string }

/** A command under way. */
export type RunningCommand = {
  /** What it has said on standard output so far. */
  out: () => string
  signal: (signal: NodeJS.Signals) => void
  result: Promise<CommandResult>
}

/**
 * Starts a script of the project as npm does, off a terminal.
 *
 * @param env over what a process needs; nothing of this process's own configuration is handed on.
 */
export function startCommand(
  script: string,
  args: readonly string[],
  env: Record<string, string>,
  cwd = projectRoot
): RunningCommand {
  const child = spawn(process.execPath, [script, ...args], {
    cwd,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  })
  const said = { out: "", err: "" }
  child.stdout.on("data", (chunk: Buffer) => {
    said.out += chunk.toString()
  })
  child.stderr.on("data", (chunk: Buffer) => {
    said.err += chunk.toString()
  })
  return {
    out: () => said.out,
    signal: (signal) => {
      child.kill(signal)
    },
    result: once(child, "close").then(() => ({
      code: child.exitCode,
      ...said,
    })),
  }
}

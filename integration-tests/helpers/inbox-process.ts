import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { createInterface } from "node:readline"
import { projectRoot } from "./project"

const PROGRAM = "integration-tests/fixtures/stripe-inbox/serve-inbox.ts"

/** A Stripe inbox in a process of its own, which can be killed and started again in its place. */
export class InboxProcess {
  readonly url: string
  private child: ChildProcess | null = null

  constructor(
    private readonly port: number,
    private readonly databaseUrl: string,
    private readonly secret: string
  ) {
    this.url = `http://127.0.0.1:${port}/`
  }

  /** Resolves when it listens. @throws Error when it ends before */
  async start(): Promise<void> {
    const child = spawn(
      process.execPath,
      [
        "--import",
        "tsx",
        PROGRAM,
        String(this.port),
        this.databaseUrl,
        this.secret,
      ],
      { cwd: projectRoot, stdio: ["ignore", "pipe", "inherit"] }
    )
    this.child = child
    const listens = once(createInterface({ input: child.stdout }), "line")
    const ended = once(child, "exit").then(() => {
      throw new Error("The inbox ended before it listened")
    })
    await Promise.race([listens, ended])
    ended.catch(() => undefined /* it is meant to be killed later */)
  }

  /** Ends it as `kill -9` does. */
  async kill(): Promise<void> {
    const { child } = this
    this.child = null
    if (child?.exitCode === null && child.signalCode === null) {
      const gone = once(child, "exit")
      child.kill("SIGKILL")
      await gone
    }
  }
}

import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { medusaCli, projectRoot } from "./project"
import type { Shop } from "./shop"

const FIXTURE = "./integration-tests/fixtures/jobs/run-jobs-often.ts"

/** A backend beside the shop's own whose nights are a second long, so that its nightly jobs run all the time. */
export class ShortNights {
  private said = ""

  private constructor(private readonly child: ChildProcess) {
    const note = (chunk: Buffer) => {
      this.said += chunk.toString()
    }
    child.stdout?.on("data", note)
    child.stderr?.on("data", note)
  }

  /** @param jobs the names of their files in `src/jobs` */
  static begin(shop: Shop, jobs: readonly string[]): ShortNights {
    const child = spawn(
      process.execPath,
      [medusaCli, "exec", FIXTURE, ...jobs],
      {
        cwd: projectRoot,
        env: {
          PATH: process.env.PATH,
          HOME: process.env.HOME,
          NODE_ENV: "demo",
          ...shop.environment,
        },
        stdio: ["ignore", "pipe", "pipe"],
      }
    )
    return new ShortNights(child)
  }

  /** Everything the backend has printed. */
  output(): string {
    return this.said
  }

  /** How often a job has done its work. */
  done(job: string): number {
    return this.said.split(`night over: ${job}`).length - 1
  }

  /** How often a job has failed, as the log says. */
  failed(job: string): number {
    return this.said.split(`Scheduled job ${job} failed with error`).length - 1
  }

  async end(): Promise<void> {
    const gone = once(this.child, "close")
    this.child.kill("SIGKILL")
    await gone
  }
}

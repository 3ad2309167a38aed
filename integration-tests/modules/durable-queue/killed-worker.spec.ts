import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { createInterface } from "node:readline"
import { QueueWorker } from "../../../src/lib/durable-queue/queue-worker"
import type { ClaimedJob } from "../../../src/lib/durable-queue/types"
import { projectRoot } from "../../helpers/project"
import { QUEUE_TABLES, QueueFixture } from "../../helpers/queue-fixture"
import { waitFor } from "../../helpers/wait-for"

/** Long enough for the kill to come while it holds. */
const LEASE_MS = 2_000

let fixture: QueueFixture

/** A worker in a process of its own that has taken the job, and does nothing with it. */
async function startHangingWorker(): Promise<{
  child: ChildProcess
  job: ClaimedJob
}> {
  const child = spawn(
    process.execPath,
    [
      "--import",
      "tsx",
      "integration-tests/fixtures/durable-queue/claim-and-hang.ts",
      fixture.database.url,
      QUEUE_TABLES.jobs,
      QUEUE_TABLES.attempts,
      String(LEASE_MS),
    ],
    { cwd: projectRoot, stdio: ["ignore", "pipe", "inherit"] }
  )
  const [line] = (await once(
    createInterface({ input: child.stdout }),
    "line"
  )) as [string]
  return { child, job: JSON.parse(line) as ClaimedJob }
}

describe("a worker that is killed", () => {
  beforeAll(async () => {
    fixture = await QueueFixture.open()
  })
  afterAll(async () => {
    await fixture.close()
  })

  it("loses its job to another worker, which does it", async () => {
    await fixture.put("job")
    const { child, job } = await startHangingWorker()
    expect(job).toMatchObject({ id: "job", attempt: 1 })
    child.kill("SIGKILL")
    await once(child, "exit")
    expect(child.signalCode).toBe("SIGKILL")
    expect(await fixture.job("job")).toMatchObject({ state: "running" })

    const done: string[] = []
    const worker = new QueueWorker({
      queue: fixture.queue(),
      log: { warn: () => undefined, error: () => undefined },
      batchSize: 1,
      concurrency: 1,
      handle: (jobs) => {
        done.push(...jobs.map(({ id }) => id))
        return Promise.resolve(
          new Map(jobs.map(({ id }) => [id, { kind: "done" as const }]))
        )
      },
    })
    worker.start()
    try {
      // The worker looks for orphans every 10 s.
      await waitFor(
        "the job to be done",
        async () => (await fixture.job("job")).state === "done",
        30_000
      )
    } finally {
      await worker.stop(1_000)
    }
    expect(done).toEqual(["job"])
    const attempts = await fixture.attempts("job")
    expect(attempts.map(({ number, outcome }) => [number, outcome])).toEqual([
      [1, "lost"],
      [2, "succeeded"],
    ])
  })
})

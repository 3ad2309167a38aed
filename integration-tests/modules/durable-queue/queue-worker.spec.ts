import { DurableQueue } from "../../../src/lib/durable-queue/durable-queue"
import {
  type JobHandler,
  QueueWorker,
  type QueueWorkerOptions,
} from "../../../src/lib/durable-queue/queue-worker"
import type { ClaimedJob } from "../../../src/lib/durable-queue/types"
import { permanentError } from "../../../src/lib/errors"
import {
  QUEUE_TABLES,
  QueueFixture,
  logInto,
} from "../../helpers/queue-fixture"
import { asAdmin } from "../../helpers/test-databases"
import { waitFor } from "../../helpers/wait-for"

/** So long that a test which waits for the next poll fails. */
const NEVER_MS = 3_600_000

let fixture: QueueFixture
let worker: QueueWorker
let logged: string[]

const succeed: JobHandler = (jobs) =>
  Promise.resolve(new Map(jobs.map(({ id }) => [id, { kind: "done" }])))

function startWorker(options: Partial<QueueWorkerOptions>): QueueWorker {
  worker = new QueueWorker({
    queue: fixture.queue(),
    log: logInto(logged),
    batchSize: 1,
    concurrency: 1,
    pollMs: NEVER_MS,
    handle: succeed,
    ...options,
  })
  worker.start()
  return worker
}

async function untilState(id: string, state: string): Promise<void> {
  await waitFor(
    `${id} to be ${state}`,
    async () => (await fixture.job(id)).state === state
  )
}

/** Something that a test lets happen when it wants. */
function gate(): { opened: Promise<void>; open: () => void } {
  let open = (): void => undefined
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { opened, open }
}

describe("a queue worker", () => {
  beforeAll(async () => {
    fixture = await QueueFixture.open()
  })
  afterAll(async () => {
    await fixture.close()
  })
  beforeEach(async () => {
    logged = []
    await fixture.clear()
  })
  afterEach(async () => {
    await worker.stop(1_000)
  })

  it("does what waited before it started", async () => {
    await fixture.put("job")
    startWorker({})
    await untilState("job", "done")
  })

  it("frees what a dead process held as soon as it starts", async () => {
    await fixture.put("orphan")
    await fixture.claimOne(fixture.queue())
    await fixture.expireLease("orphan")
    startWorker({})
    await waitFor(
      "the orphan to be free",
      async () => (await fixture.job("orphan")).state !== "running",
      5_000
    )
  })

  it("starts at once when it is woken", async () => {
    const looked = gate()
    startWorker({
      prepare: () => {
        looked.open()
        return Promise.resolve()
      },
    })
    await looked.opened
    await fixture.put("job")
    worker.wake()
    await untilState("job", "done")
  })

  it("finds by itself what another connection put in", async () => {
    startWorker({ pollMs: 50 })
    await fixture.put("job")
    await untilState("job", "done")
  })

  it("looks again when it is woken just after a look that found nothing", async () => {
    class LateQueue extends DurableQueue {
      private isFirst = true

      override async claim(limit: number): Promise<ClaimedJob[]> {
        const jobs = await super.claim(limit)
        if (this.isFirst) {
          this.isFirst = false
          await fixture.put("job")
          worker.wake()
        }
        return jobs
      }
    }
    startWorker({ queue: new LateQueue(fixture.database.pool, QUEUE_TABLES) })
    await untilState("job", "done")
  })

  it("works many off side by side, and never more than it may", async () => {
    const ids = Array.from({ length: 40 }, (_, index) => `job_${index}`)
    await fixture.put(...ids)
    const full = gate()
    let [now, most] = [0, 0]
    startWorker({
      concurrency: 4,
      handle: async (jobs) => {
        now += 1
        most = Math.max(most, now)
        if (now === 4) {
          full.open()
        }
        await full.opened
        now -= 1
        return succeed(jobs)
      },
    })
    await Promise.all(ids.map((id) => untilState(id, "done")))
    expect(most).toBe(4)
  })

  it("counts what its handler throws as a failure, and goes on", async () => {
    await fixture.put("bad", "good")
    startWorker({
      handle: (jobs) =>
        jobs[0]?.id === "bad"
          ? Promise.reject(permanentError("poisoned", "It cannot be read"))
          : succeed(jobs),
    })
    await untilState("good", "done")
    await untilState("bad", "dead")
    expect(await fixture.attempts("bad")).toEqual([
      {
        number: 1,
        outcome: "dead",
        code: "poisoned",
        message: "It cannot be read",
      },
    ])
  })

  it("tries again what its handler said nothing of", async () => {
    await fixture.put("forgotten")
    startWorker({ handle: () => Promise.resolve(new Map()) })
    await waitFor("the attempt", async () => {
      const [attempt] = await fixture.attempts("forgotten")
      return attempt?.outcome === "retry" && attempt.code === "unanswered"
    })
  })

  it("finishes what is under way when it is stopped, and takes nothing new", async () => {
    await fixture.put("first", "second")
    const [started, finish] = [gate(), gate()]
    startWorker({
      handle: async (jobs) => {
        started.open()
        await finish.opened
        return succeed(jobs)
      },
    })
    await started.opened
    let hasStopped = false
    const stopped = worker.stop(10_000).then(() => (hasStopped = true))
    for (let look = 0; look < 3; look++) {
      expect(await fixture.job("first")).toMatchObject({ state: "running" })
    }
    expect(hasStopped).toBe(false)
    finish.open()
    await stopped
    expect(await fixture.job("first")).toMatchObject({ state: "done" })
    expect(await fixture.job("second")).toMatchObject({
      state: "pending",
      total_attempts: 0,
    })
  })

  it("gives back what does not finish in time, and cannot write it afterwards", async () => {
    await fixture.put("slow")
    const [started, finish] = [gate(), gate()]
    const held: ClaimedJob[] = []
    startWorker({
      handle: async (jobs) => {
        held.push(...jobs)
        started.open()
        await finish.opened
        return succeed(jobs)
      },
    })
    await started.opened
    await worker.stop(20)
    expect(await fixture.job("slow")).toMatchObject({
      state: "pending",
      attempt: 0,
    })
    const other = await fixture.claimOne(fixture.queue())
    expect(other.leaseToken).not.toBe(held[0]?.leaseToken)

    finish.open()
    await waitFor("the late finisher to be told", () =>
      logged.some((message) => message.includes("lease lost while working"))
    )
    expect(await fixture.job("slow")).toMatchObject({
      state: "running",
      lease_token: other.leaseToken,
    })
    expect(await fixture.attempts("slow")).toEqual([])
  })

  it("survives a database that refuses everyone for a while", async () => {
    const { name, pool } = fixture.database
    startWorker({ pollMs: 50 })
    await pool.query("SELECT 1")
    await asAdmin(async (client) => {
      await client.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`)
      await client.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1",
        [name]
      )
    })
    await waitFor("the worker to notice", () =>
      logged.some((message) => message.includes("claim failed"))
    )
    await asAdmin((client) =>
      client.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`)
    )
    await waitFor("the database to answer", async () => {
      await fixture.put("job")
      return true
    })
    await untilState("job", "done")
  })
})

import {
  type JobHandler,
  QueueWorker,
} from "../../../src/lib/durable-queue/queue-worker"
import { outageError, passingError } from "../../../src/lib/errors"
import { QueueFixture, logInto } from "../../helpers/queue-fixture"
import { asAdmin } from "../../helpers/test-databases"
import { waitFor } from "../../helpers/wait-for"

const JOBS = Array.from({ length: 50 }, (_, index) => `job_${index}`)
const OUT = outageError("stripe_unreachable", "Stripe could not be asked")

let fixture: QueueFixture
let worker: QueueWorker
let logged: string[]
let isOut: boolean
let asked: string[]

const handle: JobHandler = (jobs) => {
  asked.push(...jobs.map(({ id }) => id))
  return isOut
    ? Promise.reject(OUT)
    : Promise.resolve(new Map(jobs.map(({ id }) => [id, { kind: "done" }])))
}

function startWorker(answer: JobHandler = handle): void {
  worker = new QueueWorker({
    queue: fixture.queue(),
    log: logInto(logged),
    batchSize: 1,
    concurrency: 4,
    pollMs: 50,
    handle: answer,
  })
  worker.start()
}

const count = async (where: string): Promise<number> => {
  const { rows } = await fixture.database.pool.query<{ count: number }>(
    `SELECT count(*)::int FROM stock_item WHERE ${where}`
  )
  return rows[0]?.count ?? 0
}

const untilAllDone = () =>
  waitFor("all to be done", async () => {
    return (await count("state = 'done'")) === JOBS.length
  })

describe("an outage of the other side (F43)", () => {
  beforeAll(async () => {
    fixture = await QueueFixture.open()
  })
  afterAll(async () => {
    await fixture.close()
  })
  beforeEach(async () => {
    ;[logged, asked, isOut] = [[], [], false]
    await fixture.clear()
  })
  afterEach(async () => {
    await worker.stop(1_000)
  })

  it("pauses the queue: a few find out, the rest keep their attempts, and all are done when it is over", async () => {
    isOut = true
    await fixture.put(...JOBS)
    startWorker()
    await waitFor("two probes after the pause", () => asked.length >= 6)
    expect(await count("total_attempts = 0")).toBeGreaterThan(35)
    expect(logged.filter((line) => line.includes("paused"))).toHaveLength(1)

    isOut = false
    await untilAllDone()
    expect(await count("total_attempts > 1")).toBeLessThan(10)
  })

  it("is found to be over though everything that waits is not due for an hour", async () => {
    isOut = true
    await fixture.put("job_0", "job_1", "job_2")
    startWorker()
    await waitFor("the pause", () =>
      logged.some((line) => line.includes("paused"))
    )
    await waitFor("all to have failed", () => new Set(asked).size === 3)
    await fixture.database.pool.query(
      "UPDATE stock_item SET run_at = run_at + interval '1 hour' WHERE state = 'pending'"
    )
    isOut = false
    await waitFor("all to be done", async () => {
      return (await count("state = 'done'")) === 3
    })
  })

  it("is not what a single job that fails each time makes of it", async () => {
    await fixture.put(...JOBS)
    startWorker((jobs) =>
      jobs[0]?.id === "job_7" ? Promise.reject(OUT) : handle(jobs)
    )
    await waitFor("the others to be done", async () => {
      return (await count("state = 'done'")) === JOBS.length - 1
    })
    expect(logged.filter((line) => line.includes("paused"))).toEqual([])
  })

  it("is not seen where jobs fail by themselves", async () => {
    await fixture.put(...JOBS)
    startWorker((jobs) => {
      asked.push(...jobs.map(({ id }) => id))
      return Promise.reject(passingError("not_there", "Not there"))
    })
    await waitFor("each to have been tried", () => {
      return new Set(asked).size === JOBS.length
    })
    expect(logged.filter((line) => line.includes("paused"))).toEqual([])
  })
})

describe("an outage of our own database", () => {
  it("costs no work that was done, nor an attempt", async () => {
    fixture = await QueueFixture.open()
    logged = []
    const { name } = fixture.database
    await fixture.put("job")
    let handled = 0
    startWorker(async (jobs) => {
      handled += 1
      await setDatabase(name, "shut")
      return new Map(jobs.map(({ id }) => [id, { kind: "done" }]))
    })
    await waitFor("the worker to notice", () =>
      logged.some((line) => line.includes("settle failed"))
    )
    await setDatabase(name, "open")
    await waitFor("the job to be done", async () => {
      return (await fixture.job("job")).state === "done"
    })
    expect(handled).toBe(1)
    expect((await fixture.job("job")).total_attempts).toBe(1)
    await worker.stop(1_000)
    await fixture.close()
  })
})

async function setDatabase(name: string, to: "open" | "shut"): Promise<void> {
  await asAdmin(async (client) => {
    await client.query(
      `ALTER DATABASE ${name} ALLOW_CONNECTIONS ${String(to === "open")}`
    )
    if (to === "shut") {
      await client.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1",
        [name]
      )
    }
  })
}

import {
  type JobHandler,
  QueueWorker,
} from "../../../src/lib/durable-queue/queue-worker"
import type { Settlement } from "../../../src/lib/durable-queue/types"
import { outageError, summarizeFailure } from "../../../src/lib/errors"
import { QueueFixture, logInto } from "../../helpers/queue-fixture"
import { waitFor } from "../../helpers/wait-for"

const ASKING = ["asking_1", "asking_2", "asking_3"]
const OTHERS = Array.from({ length: 30 }, (_, index) => `other_${index}`)
const OUT = summarizeFailure(
  outageError("stripe_unreachable", "Stripe could not be asked")
)

let isOut: boolean
let asked: number
let left: number

/** Some jobs ask the other side; the rest are left alone without it. */
const handle: JobHandler = (jobs) =>
  Promise.resolve(
    new Map(
      jobs.map(({ id }): [string, Settlement] => {
        if (id.startsWith("asking")) {
          asked += 1
          return [
            id,
            isOut ? { kind: "failed", failure: OUT } : { kind: "done" },
          ]
        }
        left += 1
        return [id, { kind: "ignored", reason: "not_for_us" }]
      })
    )
  )

describe("an outage beside other work (F43)", () => {
  let fixture: QueueFixture
  let worker: QueueWorker
  let logged: string[]

  beforeAll(async () => {
    fixture = await QueueFixture.open()
  })
  afterAll(async () => {
    await worker.stop(1_000)
    await fixture.close()
  })

  it("is not over because jobs that ask nobody are worked off", async () => {
    ;[isOut, asked, left, logged] = [true, 0, 0, []]
    worker = new QueueWorker({
      queue: fixture.queue(),
      log: logInto(logged),
      batchSize: 1,
      concurrency: 4,
      pollMs: 20,
      handle,
    })
    await fixture.put(...ASKING)
    worker.start()
    await waitFor("the queue to pause", () => logged.length > 0)

    const before = asked
    await fixture.put(...OTHERS)
    await waitFor("some probes", () => asked >= before + 3)
    expect(logged.filter((line) => line.includes("paused"))).toHaveLength(1)

    isOut = false
    await waitFor("the others to be left alone", () => left === OTHERS.length)
  })
})

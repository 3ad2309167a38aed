import { currentRequest, runAsRequest } from "../../../src/lib/current-request"
import { QueueWorker } from "../../../src/lib/durable-queue/queue-worker"
import { QueueFixture, logInto } from "../../helpers/queue-fixture"
import { waitFor } from "../../helpers/wait-for"

describe("a queue worker that a request has woken", () => {
  let fixture: QueueFixture
  let worker: QueueWorker

  beforeAll(async () => {
    fixture = await QueueFixture.open()
  })
  afterAll(async () => {
    await worker.stop(1_000)
    await fixture.close()
  })

  it("works for nobody's request: what it logs does not carry that one's id", async () => {
    const requests: unknown[] = []
    await fixture.put("job")
    worker = new QueueWorker({
      queue: fixture.queue(),
      log: logInto([]),
      batchSize: 1,
      concurrency: 1,
      handle: (jobs) => {
        requests.push(currentRequest())
        return Promise.resolve(
          new Map(jobs.map(({ id }) => [id, { kind: "done" }]))
        )
      },
    })
    runAsRequest({ id: "req_1", address: "127.0.0.1" }, () => worker.start())
    await waitFor(
      "the job to be done",
      async () => (await fixture.job("job")).state === "done"
    )
    expect(requests).toEqual([null])
  })
})

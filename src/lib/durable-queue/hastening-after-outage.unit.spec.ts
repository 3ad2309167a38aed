import { passingError, permanentError, type WorkError } from "../errors"
import { hasteningAfterOutage } from "./hastening-after-outage"
import type { ClaimedJob, Settlement } from "./types"

let hastened: number
let errors: unknown[]
let hasten: () => Promise<number>

beforeEach(() => {
  ;[hastened, errors] = [0, []]
  hasten = () => Promise.resolve((hastened += 1))
})

const job = (failingSince: Date | null = null): ClaimedJob => ({
  id: "job",
  leaseToken: "token",
  attempt: 1,
  failingSince,
})

const DONE: Settlement = { kind: "done" }
const FAILED: Settlement = {
  kind: "failed",
  failure: { retry: "passing", code: "refused", message: "It was refused" },
}
const OUT = passingError("out", "The store is out")
const FAILING = new Date(0)

/** A process whose batches come to the given results, one after another. */
function processWith(...results: (Settlement | WorkError)[]) {
  const handle = hasteningAfterOutage(
    { hasten: () => hasten() },
    () => {
      const result = results.shift() ?? DONE
      return result instanceof Error
        ? Promise.reject(result)
        : Promise.resolve(new Map([["job", result]]))
    },
    (error) => errors.push(error)
  )
  return (failingSince: Date | null = null) =>
    handle([job(failingSince)]).catch(() => undefined)
}

describe("what waits after a failure", () => {
  it("becomes due with the first batch of a process, and not with each", async () => {
    const next = processWith()
    await next()
    await next()
    expect(hastened).toBe(1)
  })

  it("becomes due when a batch goes through after an outage, and not before", async () => {
    const next = processWith(DONE, OUT, OUT, DONE)
    await next()
    await next()
    await next()
    expect(hastened).toBe(1)
    await next()
    expect(hastened).toBe(2)
  })

  it("becomes due when a job goes through that failed in another process", async () => {
    const next = processWith()
    await next()
    await next(FAILING)
    expect(hastened).toBe(2)
  })

  it.each([
    ["a job that fails each time", FAILED],
    ["a batch with a bad row", permanentError("bad_row", "It is bad")],
  ])("does not become due for %s", async (_, result) => {
    const next = processWith(DONE, result, DONE)
    await next()
    await next(FAILING)
    await next()
    expect(hastened).toBe(1)
  })

  it("is tried with the next batch where it could not be made due, and the batch counts", async () => {
    const works = hasten
    const broken = new Error("The database is out")
    hasten = () => Promise.reject(broken)
    const next = processWith()
    expect(await next()).toEqual(new Map([["job", DONE]]))
    expect(errors).toEqual([broken])
    hasten = works
    await next()
    expect(hastened).toBe(1)
  })
})

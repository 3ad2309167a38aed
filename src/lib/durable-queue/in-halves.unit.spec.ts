import fc from "fast-check"
import { passingError, permanentError } from "../errors"
import { inHalves } from "./in-halves"
import type { JobHandler } from "./queue-worker"
import type { ClaimedJob } from "./types"

const jobsNamed = (ids: readonly string[]): ClaimedJob[] =>
  ids.map((id) => ({ id, leaseToken: id, attempt: 1, failingSince: null }))

const idsOf = (jobs: readonly ClaimedJob[]): string[] =>
  jobs.map(({ id }) => id)

/** Does a batch whole or not at all: not when one of the culprits is in it. */
function handlerThat(
  culprits: readonly string[],
  calls: string[][],
  outAfter = Infinity
): JobHandler {
  return (jobs) => {
    calls.push(idsOf(jobs))
    if (calls.length > outAfter) {
      return Promise.reject(passingError("out", "The store is out"))
    }
    const culprit = jobs.find(({ id }) => culprits.includes(id))
    return culprit
      ? Promise.reject(permanentError("bad_row", `${culprit.id} is bad`))
      : Promise.resolve(new Map(jobs.map(({ id }) => [id, { kind: "done" }])))
  }
}

describe("a batch handled in halves", () => {
  it("is handled in one go where nothing fails", async () => {
    const calls: string[][] = []
    const answers = await inHalves(
      handlerThat([], calls),
      fail
    )(jobsNamed(["a", "b", "c"]))
    expect(calls).toEqual([["a", "b", "c"]])
    expect([...answers.values()]).toEqual(
      Array.from({ length: 3 }, () => ({ kind: "done" }))
    )
  })

  it("fails its culprits only, each with its own cause, and asks little more than needed", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.integer({ min: 0, max: 999 }), {
          minLength: 1,
          maxLength: 4,
        }),
        async (bad) => {
          const ids = Array.from({ length: 1_000 }, (_, index) => `v${index}`)
          const culprits = bad.map((index) => `v${index}`)
          const [calls, reported] = [[] as string[][], [] as string[]]
          const answers = await inHalves(
            handlerThat(culprits, calls),
            ({ message }, jobs) => reported.push(message, ...idsOf(jobs))
          )(jobsNamed(ids))
          for (const id of ids) {
            expect(answers.get(id)).toMatchObject(
              culprits.includes(id)
                ? { kind: "failed", failure: { message: `${id} is bad` } }
                : { kind: "done" }
            )
          }
          expect(reported.sort()).toEqual(
            culprits.flatMap((id) => [id, `${id} is bad`]).sort()
          )
          expect(calls.length).toBeLessThanOrEqual(1 + 20 * culprits.length)
        }
      ),
      { numRuns: 50, seed: 20_261_121 }
    )
  })

  it("is not split while the other side is out", async () => {
    const calls: string[][] = []
    const reported: string[][] = []
    const answers = await inHalves(handlerThat([], calls, 0), (_, jobs) =>
      reported.push(idsOf(jobs))
    )(jobsNamed(["a", "b", "c"]))
    expect(calls).toHaveLength(1)
    expect(reported).toEqual([["a", "b", "c"]])
    expect(answers.get("c")).toMatchObject({
      kind: "failed",
      failure: { retry: "passing", code: "out" },
    })
  })

  it("stops asking when the other side goes out half way, and keeps what was done", async () => {
    const calls: string[][] = []
    const answers = await inHalves(
      handlerThat(["d"], calls, 2),
      () => undefined
    )(jobsNamed(["a", "b", "c", "d"]))
    expect(calls).toEqual([
      ["a", "b", "c", "d"],
      ["a", "b"],
      ["c", "d"],
    ])
    expect(answers.get("a")).toEqual({ kind: "done" })
    for (const id of ["c", "d"]) {
      expect(answers.get(id)).toMatchObject({ failure: { code: "out" } })
    }
  })
})

function fail(): never {
  throw new Error("Nothing should fail here")
}

import fc from "fast-check"
import type { DurableQueue } from "../../../src/lib/durable-queue/durable-queue"
import type {
  ClaimedJob,
  Settlement,
} from "../../../src/lib/durable-queue/types"
import { PASSING, PERMANENT, QueueFixture } from "../../helpers/queue-fixture"

const JOBS = ["a", "b"] as const
const SETTLEMENTS: Record<string, Settlement> = {
  done: { kind: "done" },
  ignored: { kind: "ignored", reason: "unused" },
  failed: { kind: "failed", failure: PASSING },
  dead: { kind: "failed", failure: PERMANENT },
  snoozed: { kind: "snoozed", delayMs: 60_000 },
}

type Action =
  | { do: "claim"; limit: number }
  /** `hand`: which of the claims made so far, the newest first. */
  | { do: "settle"; hand: number; as: string }
  | { do: "release"; hand: number }
  | { do: "extend"; hand: number }
  | { do: "ask" | "expire" | "due"; job: string }
  | { do: "reap" }

const hand = fc.nat(4)
const job = fc.constantFrom(...JOBS)
const action: fc.Arbitrary<Action> = fc.oneof(
  fc.record({
    do: fc.constant("claim" as const),
    limit: fc.integer({ min: 1, max: 2 }),
  }),
  fc.record({
    do: fc.constant("settle" as const),
    hand,
    as: fc.constantFrom(...Object.keys(SETTLEMENTS)),
  }),
  fc.record({ do: fc.constant("release" as const), hand }),
  fc.record({ do: fc.constant("extend" as const), hand }),
  fc.record({
    do: fc.constantFrom("ask" as const, "expire" as const, "due" as const),
    job,
  }),
  fc.constant({ do: "reap" as const })
)

/** What ought to be true, kept beside the queue and without looking into it. */
class Watcher {
  private step = 0
  /** Every claim that was made, newest first; also those that are void. */
  readonly claims: (ClaimedJob & { step: number })[] = []
  private readonly holder = new Map<string, string>()
  private readonly expired = new Set<string>()
  private readonly askedAt = new Map<string, number>(JOBS.map((id) => [id, 0]))
  private readonly finishedFrom = new Map<string, number>()

  claimed(jobs: readonly ClaimedJob[]): void {
    this.step += 1
    for (const taken of jobs) {
      // Two hands with valid tokens on one job.
      expect(this.holder.has(taken.id)).toBe(false)
      this.holder.set(taken.id, taken.leaseToken)
      this.claims.unshift({ ...taken, step: this.step })
    }
  }

  holds(claim: ClaimedJob): boolean {
    return this.holder.get(claim.id) === claim.leaseToken
  }

  settled(claim: ClaimedJob & { step: number }, as: string): void {
    this.free(claim.id)
    if (as !== "failed" && as !== "snoozed") {
      this.finishedFrom.set(claim.id, claim.step)
    }
  }

  free(id: string): void {
    this.holder.delete(id)
    this.expired.delete(id)
  }

  expire(id: string): void {
    if (this.holder.has(id)) {
      this.expired.add(id)
    }
  }

  extended(claim: ClaimedJob): void {
    this.expired.delete(claim.id)
  }

  reaped(count: number): void {
    expect(count).toBe(this.expired.size)
    this.expired.forEach((id) => this.free(id))
  }

  asked(id: string): void {
    this.step += 1
    this.askedAt.set(id, this.step)
  }

  /** Jobs whose last asking was not followed by a run, from its beginning to its end. */
  lost(): string[] {
    return JOBS.filter(
      (id) => (this.finishedFrom.get(id) ?? -1) < (this.askedAt.get(id) ?? 0)
    )
  }
}

let fixture: QueueFixture

async function play(
  queue: DurableQueue,
  watcher: Watcher,
  next: Action
): Promise<void> {
  switch (next.do) {
    case "claim":
      watcher.claimed(await queue.claim(next.limit))
      return
    case "reap":
      watcher.reaped(await queue.reap())
      return
    case "ask":
      await queue.enqueueAgain([next.job])
      watcher.asked(next.job)
      return
    case "expire":
      await fixture.expireLease(next.job)
      watcher.expire(next.job)
      return
    case "due":
      await fixture.makeDue(next.job)
      return
    default:
      await playHand(queue, watcher, next)
  }
}

async function playHand(
  queue: DurableQueue,
  watcher: Watcher,
  next: Extract<Action, { hand: number }>
): Promise<void> {
  const claim = watcher.claims[next.hand]
  if (!claim) {
    return
  }
  const holds = watcher.holds(claim)
  if (next.do === "release") {
    await queue.release([claim])
    if (holds) {
      watcher.free(claim.id)
    }
    return
  }
  if (next.do === "extend") {
    expect((await queue.extend([claim])).has(claim.id)).toBe(holds)
    if (holds) {
      watcher.extended(claim)
    }
    return
  }
  const settlement = SETTLEMENTS[next.as] ?? { kind: "done" }
  const settled = await queue.settle([{ job: claim, settlement }])
  expect(settled.has(claim.id)).toBe(holds)
  if (holds) {
    watcher.settled(claim, next.as)
  }
}

/** Workers that finish everything they can get. */
async function workOff(queue: DurableQueue, watcher: Watcher): Promise<void> {
  for (const id of JOBS) {
    await fixture.expireLease(id)
    watcher.expire(id)
  }
  watcher.reaped(await queue.reap())
  for (let round = 0; round < 3; round++) {
    for (const id of JOBS) {
      await fixture.makeDue(id)
    }
    watcher.claimed(await queue.claim(JOBS.length))
    for (const claim of watcher.claims.filter((each) => watcher.holds(each))) {
      await queue.settle([{ job: claim, settlement: { kind: "done" } }])
      watcher.settled(claim, "done")
    }
  }
}

describe("the queue, whatever its workers do and in whatever order", () => {
  beforeAll(async () => {
    fixture = await QueueFixture.open()
  })
  afterAll(async () => {
    await fixture.close()
  })

  it("loses no job, and never has one in two hands", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(action, { minLength: 30, maxLength: 60, size: "max" }),
        async (actions) => {
          await fixture.clear()
          await fixture.put(...JOBS)
          const queue = fixture.queue()
          const watcher = new Watcher()
          for (const next of actions) {
            await play(queue, watcher, next)
          }
          await workOff(queue, watcher)
          expect(watcher.lost()).toEqual([])
          for (const id of JOBS) {
            const attempts = await fixture.attempts(id)
            const numbers = attempts.map(({ number }) => number)
            expect(numbers).toEqual(numbers.map((_, index) => index + 1))
          }
        }
      ),
      { numRuns: 40, seed: 20_261_121 }
    )
  })
})

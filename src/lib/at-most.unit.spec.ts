import fc from "fast-check"
import { TooManyWaitingError, atMost } from "./at-most"

it("runs no more at once than it may, and everything in its turn", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.integer({ min: 1, max: 4 }),
      fc.array(fc.boolean(), { maxLength: 12 }),
      async (scheduler, limit, outcomes) => {
        const run = atMost(limit, outcomes.length)
        const begun: number[] = []
        let running = 0
        const done = Promise.allSettled(
          outcomes.map((succeeds, at) =>
            run(async () => {
              begun.push(at)
              running += 1
              expect(running).toBeLessThanOrEqual(limit)
              await scheduler.schedule(Promise.resolve())
              running -= 1
              if (!succeeds) {
                throw new Error("failed")
              }
              return at
            })
          )
        )
        await scheduler.waitFor(done)
        const settled = await done
        expect(begun).toEqual(outcomes.map((_, at) => at))
        expect(settled.map(({ status }) => status === "fulfilled")).toEqual(
          outcomes
        )
      }
    )
  )
})

it("refuses who would wait too long", async () => {
  const run = atMost(1, 1)
  let finish = (): void => undefined
  const first = run(() => new Promise<void>((resolve) => (finish = resolve)))
  const second = run(() => Promise.resolve("second"))

  await expect(run(() => Promise.resolve("third"))).rejects.toThrow(
    TooManyWaitingError
  )
  finish()
  await first
  await expect(second).resolves.toBe("second")
  await expect(run(() => Promise.resolve("fourth"))).resolves.toBe("fourth")
})

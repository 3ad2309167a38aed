import fc from "fast-check"
import { SeenLately } from "./seen-lately"

const TRUSTED_MS = 2_000
/** How long a look takes at most, as a query with its time limits. */
const LOOK_MS = 2_500

it("never tells what was over before it began to look, or was told to doubt", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.array(
        fc.oneof(
          fc.record({
            kind: fc.constant("pass" as const),
            ms: fc.nat({ max: 3_000 }),
          }),
          fc.constantFrom(
            { kind: "ask" as const },
            { kind: "change" as const },
            { kind: "doubt" as const },
            { kind: "fail" as const },
            { kind: "let" as const }
          )
        ),
        { maxLength: 60 }
      ),
      async (scheduler, acts) => {
        let clock = 0
        let truth = 0
        let fails = false
        /** When each truth ended. */
        const ended: number[] = []
        let doubted = 0
        const asked: Promise<void>[] = []
        const seen = new SeenLately(
          () => {
            const value = truth
            const failing = fails
            fails = false
            return scheduler.schedule(Promise.resolve()).then(() => {
              if (failing) {
                throw new Error("out")
              }
              return value
            })
          },
          TRUSTED_MS,
          () => clock
        )
        for (const act of acts) {
          switch (act.kind) {
            case "pass":
              // Looks end within their time limit.
              await scheduler.waitIdle()
              clock += act.ms
              break
            case "let":
              if (scheduler.count() > 0) {
                await scheduler.waitNext(1)
              }
              break
            case "change":
              ended[truth] = clock
              truth += 1
              break
            case "doubt":
              doubted = truth
              seen.doubt()
              break
            case "fail":
              fails = true
              break
            case "ask": {
              const least = doubted
              asked.push(
                seen.get().then(
                  (value) => {
                    expect(value).toBeGreaterThanOrEqual(least)
                    expect(clock - (ended[value] ?? clock)).toBeLessThan(
                      TRUSTED_MS + LOOK_MS
                    )
                  },
                  (error: unknown) => {
                    expect(error).toEqual(new Error("out"))
                  }
                )
              )
            }
          }
        }
        await scheduler.waitFor(Promise.all(asked))
      }
    )
  )
})

it("looks once for all who ask at once, and not again for a while", async () => {
  let clock = 0
  let looks = 0
  const seen = new SeenLately(
    () => Promise.resolve((looks += 1)),
    TRUSTED_MS,
    () => clock
  )
  expect(await Promise.all([seen.get(), seen.get(), seen.get()])).toEqual([
    1, 1, 1,
  ])
  clock = TRUSTED_MS - 1
  expect(await seen.get()).toBe(1)
  clock = TRUSTED_MS
  expect(await seen.get()).toBe(2)
})

it("does not keep a failure", async () => {
  let fails = true
  const seen = new SeenLately(
    () => (fails ? Promise.reject(new Error("out")) : Promise.resolve("in")),
    TRUSTED_MS
  )
  await expect(seen.get()).rejects.toThrow("out")
  fails = false
  await expect(seen.get()).resolves.toBe("in")
})

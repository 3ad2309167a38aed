import { setTimeout as delay } from "node:timers/promises"
import { within } from "./within"

const LONG_MS = 60_000
const late = (): string => "late"

describe("waiting for work within a time", () => {
  beforeEach(() => {
    jest.useFakeTimers()
  })
  afterEach(() => {
    jest.useRealTimers()
  })

  const never = new Promise<string>(() => undefined)

  it("gives its result, and leaves no timer behind", async () => {
    await expect(within(LONG_MS, Promise.resolve("done"), late)).resolves.toBe(
      "done"
    )
    expect(jest.getTimerCount()).toBe(0)
  })

  it("gives its error, and leaves no timer behind", async () => {
    const failed = Promise.reject(new Error("broken"))
    await expect(within(LONG_MS, failed, late)).rejects.toThrow("broken")
    expect(jest.getTimerCount()).toBe(0)
  })

  it("gives what counts instead when the time is over, and not before", async () => {
    const answers: string[] = []
    void within(LONG_MS, never, late).then((answer) => answers.push(answer))
    await jest.advanceTimersByTimeAsync(LONG_MS - 1)
    expect(answers).toEqual([])
    await jest.advanceTimersByTimeAsync(1)
    expect(answers).toEqual(["late"])
  })

  it("throws what is thrown instead when the time is over", async () => {
    const waited = within(LONG_MS, never, () => {
      throw new Error("too slow")
    })
    const seen = expect(waited).rejects.toThrow("too slow")
    await jest.advanceTimersByTimeAsync(LONG_MS)
    await seen
  })

  it("takes no harm where the work fails after the time was over", async () => {
    jest.useRealTimers()
    const failsLater = delay(20).then(() => {
      throw new Error("too late to matter")
    })
    await expect(within(1, failsLater, late)).resolves.toBe("late")
    await delay(40)
  })
})

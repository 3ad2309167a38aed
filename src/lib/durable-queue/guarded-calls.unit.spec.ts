import { GuardedCalls } from "./guarded-calls"

let logged: string[]
let now: number
let calls: GuardedCalls

beforeEach(() => {
  ;[logged, now] = [[], 0]
  const log = (message: string): void => {
    logged.push(message)
  }
  calls = new GuardedCalls({ warn: log, error: log }, "stock_item", () => now)
})

const fail = () =>
  calls.run("claim", () => Promise.reject(new Error("It is out")))
const succeed = () => calls.run("claim", () => Promise.resolve(7))

it("gives back what came, and nothing where it threw", async () => {
  expect(await succeed()).toBe(7)
  await expect(fail()).resolves.toBeUndefined()
})

it("tells of an outage once a minute, and of its end", async () => {
  for (now = 0; now < 130_000; now += 1_000) {
    await fail()
  }
  await succeed()
  await succeed()
  expect(logged).toEqual([
    "queue stock_item: claim failed: unexpected_error: It is out",
    "queue stock_item: claim failed: unexpected_error: It is out, for 60 s now",
    "queue stock_item: claim failed: unexpected_error: It is out, for 120 s now",
    "queue stock_item: claim works again after 130 s",
  ])
})

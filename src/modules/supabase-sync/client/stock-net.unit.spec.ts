import { type Noticed, StockNet } from "./stock-net"

describe("the second net", () => {
  let checks: { noticed: Noticed; sinceMs: number }[]
  let again: Noticed
  let net: StockNet

  beforeEach(() => {
    jest.useFakeTimers()
    checks = []
    again = {}
    net = new StockNet({
      wake: () => undefined,
      check: (noticed, sinceMs) => {
        checks.push({ noticed, sinceMs })
        return Promise.resolve(again)
      },
      log: { warn: jest.fn(), error: jest.fn() },
    })
    net.start()
  })
  afterEach(async () => {
    await net.stop()
    jest.useRealTimers()
  })

  it("looks once at the 600 events of a bulk update", async () => {
    for (let number = 0; number < 600; number++) {
      net.notice({ levels: [`ilev_${number}`] })
      net.notice({ levels: [`ilev_${number}`] })
    }
    await jest.advanceTimersByTimeAsync(60_000)
    expect(checks).toHaveLength(1)
    expect(checks[0]?.noticed.levels).toHaveLength(600)
  })

  it("looks within 5 s also where events never stop", async () => {
    for (let tenths = 0; tenths < 120; tenths++) {
      net.notice({ levels: [`ilev_${tenths}`] })
      await jest.advanceTimersByTimeAsync(100)
    }
    expect(checks).toHaveLength(2)
    expect(checks[0]?.sinceMs).toBeLessThanOrEqual(5_000)
  })

  it("looks again at what was on its way, until it no longer is", async () => {
    again = { variants: ["variant_1"] }
    net.notice({ levels: ["ilev_1"] })
    await jest.advanceTimersByTimeAsync(1_000)
    again = {}
    await jest.advanceTimersByTimeAsync(60_000)
    expect(checks.map(({ noticed }) => noticed.variants)).toEqual([
      [],
      ["variant_1"],
    ])
  })

  it("does nothing once it is stopped", async () => {
    net.notice({ levels: ["ilev_1"] })
    await net.stop()
    net.notice({ levels: ["ilev_2"] })
    await jest.advanceTimersByTimeAsync(60_000)
    expect(checks).toEqual([])
  })
})

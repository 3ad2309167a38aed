import { inTurn } from "./in-turn"

describe("calls in turn", () => {
  it("run one at a time, in the order in which they came", async () => {
    const log: string[] = []
    let count = 0
    const call = inTurn(async () => {
      const number = ++count
      log.push(`begin ${number}`)
      await Promise.resolve()
      log.push(`end ${number}`)
      return number
    })
    expect(await Promise.all([call(), call()])).toEqual([1, 2])
    expect(log).toEqual(["begin 1", "end 1", "begin 2", "end 2"])
  })

  it("go on after one that failed, which only its own caller hears of", async () => {
    let fails = true
    const call = inTurn(() => {
      const failing = fails
      fails = false
      return failing
        ? Promise.reject(new Error("It broke"))
        : Promise.resolve("done")
    })
    const [first, second] = await Promise.allSettled([call(), call()])
    expect(first).toMatchObject({ reason: new Error("It broke") })
    expect(second).toEqual({ status: "fulfilled", value: "done" })
  })
})

const load = () => import("./figure.mjs")

describe("competitors", () => {
  /** One that writes down what is done with it. */
  const competitor = (name: string, log: string[], fails = false) => ({
    name,
    start: () => Promise.resolve(void log.push(`start ${name}`)),
    run: () => {
      log.push(`run ${name}`)
      return fails
        ? Promise.reject(new Error("It broke"))
        : Promise.resolve(log.length)
    },
    stop: () => Promise.resolve(void log.push(`stop ${name}`)),
  })

  const options = { say: () => undefined, describe: String }

  it("take turns, each round beginning with another one", async () => {
    const { takeTurns } = await load()
    const log: string[] = []
    const both = [competitor("a", log), competitor("b", log)]
    const results = await takeTurns(both, { runs: 2, ...options })
    expect(log).toEqual([
      "start a",
      "start b",
      "run a",
      "run b",
      "run b",
      "run a",
      "stop b",
      "stop a",
    ])
    expect(results.get("a")).toEqual([3, 6])
    expect(results.get("b")).toEqual([4, 5])
  })

  it("are stopped, too, where one of them fails", async () => {
    const { takeTurns } = await load()
    const log: string[] = []
    const both = [competitor("a", log), competitor("b", log, true)]
    const turns = takeTurns(both, { runs: 1, ...options })
    await expect(turns).rejects.toThrow("It broke")
    expect(log.slice(-2)).toEqual(["stop b", "stop a"])
  })
})

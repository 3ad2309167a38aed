const load = () => import("./options.mjs")

/** @returns what was thrown; undefined where nothing was */
function refusalOf(action: () => unknown): unknown {
  try {
    action()
    return undefined
  } catch (error) {
    return error
  }
}

describe("npm run bench", () => {
  it("measures everything five times where nothing else is said", async () => {
    const { parseBenchOptions } = await load()
    expect(parseBenchOptions([])).toEqual({
      only: ["P1", "P2", "P4", "P5", "P6", "P7", "P8", "P9", "P10"],
      runs: 5,
      seconds: 5,
      json: ".data/bench.json",
    })
  })

  it("takes figures by name, runs, seconds and a file", async () => {
    const { parseBenchOptions } = await load()
    const args = "--only p8,P1 --runs 7 --seconds 2 --json out.json".split(" ")
    expect(parseBenchOptions(args)).toEqual({
      only: ["P8", "P1"],
      runs: 7,
      seconds: 2,
      json: "out.json",
    })
  })

  it.each([
    [["--only", "P99"], "There is no figure “P99”"],
    [["--runs", "0"], "Give a number from 1 to 99"],
    [["--seconds", "two"], "Give a number from 1 to 60"],
    [["--fast"], "unknown option '--fast'"],
    [["P1"], "too many arguments"],
  ])("is refused as wrong use with %j", async (args, reason) => {
    const { parseBenchOptions } = await load()
    const { Refusal } = await import("../lib/refusal.mjs")
    const refusal = refusalOf(() => parseBenchOptions(args))
    expect(refusal).toBeInstanceOf(Refusal)
    expect(refusal).toMatchObject({
      exitCode: 2,
      message: expect.stringContaining(reason),
    })
  })

  it("tells its flags when asked", async () => {
    const { parseBenchOptions } = await load()
    expect(parseBenchOptions(["--help"])).toEqual({
      help: expect.stringContaining("--only <names>"),
    })
  })
})

const loadUp = () => import("./up-options.mjs")
const loadTest = () => import("./test-options.mjs")

const wrongUse = (message: string): unknown =>
  expect.objectContaining({
    exitCode: 2,
    message: expect.stringContaining(message),
  })

function thrownBy(action: () => unknown): unknown {
  try {
    return action()
  } catch (error) {
    return error
  }
}

describe("the flags of npm run up", () => {
  it("are all optional", async () => {
    const { parseUpOptions } = await loadUp()
    const options = { port: undefined, fresh: false, help: false }
    expect(parseUpOptions([])).toEqual(options)
    expect(parseUpOptions(["--port", "9100", "--fresh"])).toEqual({
      port: 9_100,
      fresh: true,
      help: false,
    })
  })

  it.each([
    [["--prot", "9100"], "--prot"],
    [["--port", "http"], "“http”"],
    [["--port", "0"], "“0”"],
    [["--port", "65536"], "“65536”"],
    [["now"], "now"],
  ])("%j is wrong use", async (args, named) => {
    const { parseUpOptions } = await loadUp()
    expect(thrownBy(() => parseUpOptions(args))).toEqual(wrongUse(named))
  })
})

describe("the arguments of npm test", () => {
  it("choose suites and tests", async () => {
    const { parseTestOptions } = await loadTest()
    expect(parseTestOptions(["unit", "http", "--grep", "total"])).toEqual({
      names: ["unit", "http"],
      grep: "total",
      help: false,
    })
    expect(parseTestOptions([]).names).toContain("faults")
  })

  it("name a suite that is not there as wrong use", async () => {
    const { parseTestOptions } = await loadTest()
    expect(thrownBy(() => parseTestOptions(["e2e"]))).toEqual(wrongUse("“e2e”"))
  })
})

describe("what is given to npm run up", () => {
  it("is refused where Stripe's events could not be told from anybody's", async () => {
    const { checkGiven } = await import("./up-context.mjs")
    const key = "sk_test_of_nobody"
    expect(thrownBy(() => checkGiven({ STRIPE_API_KEY: key }))).toEqual(
      wrongUse("STRIPE_WEBHOOK_SECRET")
    )
    const given = { STRIPE_API_KEY: key, STRIPE_WEBHOOK_SECRET: "whsec_short" }
    expect(thrownBy(() => checkGiven(given))).toBeUndefined()
  })
})

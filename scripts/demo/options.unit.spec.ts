import { DemoError } from "./demo-error"
import { parseDemoOptions } from "./options"

function refusalOf(args: readonly string[]): DemoError {
  try {
    parseDemoOptions(args)
  } catch (error) {
    if (error instanceof DemoError) {
      return error
    }
  }
  throw new Error(`${args.join(" ")} was not refused`)
}

describe("the demo's flags", () => {
  it("pays once, in the United States, with a basket of its own, unless told", () => {
    expect(parseDemoOptions([])).toEqual({
      items: null,
      times: 1,
      kind: null,
      refund: null,
      duplicate: 0,
      country: "US",
      expressShipping: false,
      help: false,
    })
  })

  it("reads items with and without a quantity", () => {
    const { items } = parseDemoOptions(["--items", "KCT-A-38R-2P:3, KCT-B"])
    expect(items).toEqual([
      { sku: "KCT-A-38R-2P", quantity: 3 },
      { sku: "KCT-B", quantity: 1 },
    ])
  })

  it.each([
    ["an unknown flag", ["--bogus"]],
    ["a quantity of none", ["--items", "KCT-A:0"]],
    ["a quantity that is no number", ["--items", "KCT-A:b"]],
    ["an item without a name", ["--items", "KCT-A,,KCT-B"]],
    ["no payments", ["--times", "0"]],
    ["a count that is no number", ["--times", "ten"]],
    ["too many copies", ["--duplicate", "101"]],
    ["another kind", ["--kind", "cash"]],
    ["a refund of nothing", ["--refund", "0.00"]],
    ["a refund in parts of a cent", ["--refund", "1.005"]],
    ["another country", ["--country", "UK"]],
    ["two items by express", ["--kind", "express", "--items", "KCT-A,KCT-B"]],
  ])("refuses %s with exit code 2 and the usage", (_, args) => {
    const refusal = refusalOf(args)
    expect(refusal.exitCode).toBe(2)
    expect(refusal.message).toContain("Usage: npm run demo:order")
  })
})

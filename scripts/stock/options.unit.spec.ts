import { DemoError } from "../demo/demo-error"
import { parseReconcileOptions } from "./options"

function parse(...args: string[]) {
  const options = parseReconcileOptions(args)
  if ("help" in options) {
    throw new Error("Help was not asked for")
  }
  return options
}

describe("flags of npm run stock:reconcile", () => {
  it("compare everything, and change nothing, unless told", () => {
    expect(parse()).toEqual({
      items: null,
      quick: false,
      apply: false,
      json: false,
      limit: 50,
    })
  })

  it("name items, each once", () => {
    expect(
      parse("--sku", "A", "--sku", "A", "--product", "prod_1", "--apply")
    ).toMatchObject({
      items: { skus: ["A"], variantIds: [], productIds: ["prod_1"] },
      apply: true,
    })
  })

  it.each([
    ["--quick and an item", ["--quick", "--variant", "variant_1"]],
    ["an empty name", ["--sku", " "]],
    ["a limit of none", ["--limit", "0"]],
    ["what it does not know", ["--all"]],
    ["what is no flag", ["everything"]],
  ])("refuse %s, as wrong use", (_, args) => {
    const wrong = () => parseReconcileOptions(args)
    expect(wrong).toThrow(DemoError)
    expect(wrong).toThrow(expect.objectContaining({ exitCode: 2 }) as DemoError)
  })

  it("explain themselves", () => {
    expect(parseReconcileOptions(["--help"])).toEqual({
      help: expect.stringContaining("Ctrl-C") as string,
    })
  })
})

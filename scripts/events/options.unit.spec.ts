import { DemoError } from "../demo/demo-error"
import { parseReplayOptions } from "./options"

function refusalOf(args: readonly string[]): DemoError {
  try {
    parseReplayOptions(args)
  } catch (error) {
    if (error instanceof DemoError) {
      return error
    }
  }
  throw new Error(`${args.join(" ")} was not refused`)
}

describe("the flags of events:replay", () => {
  it("look at what was given up, and change nothing, unless told", () => {
    expect(parseReplayOptions([])).toEqual({
      filter: { states: ["dead"] },
      limit: null,
      apply: false,
      wait: true,
    })
  })

  it("narrow down which events", () => {
    expect(
      parseReplayOptions([
        ...["--state", "dead,ignored", "--type", "charge.refunded"],
        ...["--payment", "pi_1", "--code", "stripe_refused"],
        ...["--since", "2026-11-20", "--until", "2026-11-21T09:00:00+01:00"],
        ...["--limit", "10", "--apply", "--no-wait"],
      ])
    ).toEqual({
      filter: {
        states: ["dead", "ignored"],
        type: "charge.refunded",
        payment: "pi_1",
        outcomeCode: "stripe_refused",
        receivedAfter: "2026-11-20T00:00:00.000Z",
        receivedBefore: "2026-11-21T08:00:00.000Z",
      },
      limit: 10,
      apply: true,
      wait: false,
    })
  })

  it("name events one by one", () => {
    expect(
      parseReplayOptions(["--id", "evt_1", "--id", "evt_2", "--id", "evt_1"])
    ).toMatchObject({ filter: { ids: ["evt_1", "evt_2"] } })
  })

  it("explain themselves", () => {
    expect(parseReplayOptions(["--help"])).toEqual({
      help: expect.stringMatching(/^Usage: npm run events:replay -- \[flags\]/),
    })
  })

  it.each([
    ["an unknown flag", ["--bogus"]],
    ["a word of its own", ["evt_1"]],
    ["a state that is none", ["--state", "lost"]],
    ["a state that is empty", ["--state", ""]],
    ["a day that is none", ["--since", "2026-13-01"]],
    ["a time in words", ["--since", "yesterday"]],
    [
      "a time that ends before it begins",
      ["--since", "2026-02-01", "--until", "2026-01-01"],
    ],
    ["none of them", ["--limit", "0"]],
    ["a number that is none", ["--limit", "ten"]],
    ["an id that is none", ["--id", "evt 1"]],
    ["an id beside a filter", ["--id", "evt_1", "--state", "dead"]],
    ["an id beside a limit", ["--id", "evt_1", "--limit", "1"]],
    ["a flag without its value", ["--type"]],
  ])(
    "refuse %s with exit code 2, and say where all of them stand",
    (_, args) => {
      const refusal = refusalOf(args)
      expect(refusal.exitCode).toBe(2)
      expect(refusal.message).toMatch(/\w{3}.*\n.*--help/)
    }
  )
})

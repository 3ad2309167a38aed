import type { FoundDrift } from "../reconcile-types"
import { DRIFT_CAUSES } from "../types"
import { isUsableVersion, planRepair } from "./plan-repair"

function drift(overrides: Partial<FoundDrift>): FoundDrift {
  return {
    itemId: "variant_1",
    kind: "variant",
    cause: "missed",
    medusaQuantity: 4,
    legacyQuantity: 5,
    legacyVersion: "900",
    ...overrides,
  }
}

describe("planRepair", () => {
  it.each([
    [
      "quick",
      [
        "leave",
        "leave",
        "leave",
        "take_edit",
        "push",
        "lift_and_push",
        "push",
        "push",
      ],
    ],
    [
      "full",
      [
        "leave",
        "leave",
        "push",
        "take_edit",
        "push",
        "lift_and_push",
        "push",
        "push",
      ],
    ],
    [
      "chosen",
      [
        "leave",
        "push",
        "push",
        "push",
        "push",
        "lift_and_push",
        "push",
        "push",
      ],
    ],
  ] as const)("of a run of the kind %s", (kind, repairs) => {
    expect(
      DRIFT_CAUSES.map((cause) => planRepair(drift({ cause }), kind))
    ).toEqual(repairs)
  })

  it("pushes where only the mark «in stock» was edited: there is no number to take over", () => {
    const edited = drift({ cause: "edited_there", legacyQuantity: 4 })
    expect(planRepair(edited, "quick")).toBe("push")
  })

  it("leaves a version that no later one could be above", () => {
    const ahead = drift({
      cause: "version_ahead",
      legacyVersion: "9223372036854775807",
    })
    expect(planRepair(ahead, "chosen")).toBe("leave")
  })
})

describe("isUsableVersion", () => {
  it("takes what leaves room for the versions to come", () => {
    expect(isUsableVersion(null)).toBe(true)
    expect(isUsableVersion("1800000000000000")).toBe(true)
    expect(isUsableVersion(String(2n ** 53n - 1n))).toBe(false)
  })
})

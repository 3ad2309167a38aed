import pc from "picocolors"
import type { EventGroup } from "../../src/modules/stripe-inbox/client/sum-up-events"
import { reportOutcomes, reportPreview } from "./report"

const colors = pc.createColors(false)

const group: EventGroup = {
  state: "dead",
  type: "charge.succeeded",
  outcome_code: "stripe_refused",
  count: 1_200,
  pruned: 0,
}

describe("what events:replay says", () => {
  it("would be sent off, in columns", () => {
    const groups = [
      group,
      { ...group, outcome_code: null, count: 3, pruned: 3 },
    ]
    const [, title, , ...table] = reportPreview(
      groups,
      [],
      false,
      colors
    ).split("\n")
    expect(title).toBe("  1,203 events would be sent off again")
    expect(table.slice(0, 5)).toEqual([
      "    State      Type               Outcome          Events",
      "    given up   charge.succeeded   stripe_refused    1,200",
      "    given up   charge.succeeded   –                     3",
      "",
      "  ! 3 of them cannot be: the payload was pruned",
    ])
  })

  it("would be sent off, where only some are wanted", () => {
    expect(reportPreview([group], [], true, colors)).toContain(
      "  1,200 events would be sent off again, the oldest that fit"
    )
  })

  it("came of them, with the causes", () => {
    const settled = [
      { id: "evt_1", outcome: "done" as const, code: null },
      { id: "evt_2", outcome: "dead" as const, code: "a" },
      { id: "evt_3", outcome: "dead" as const, code: "b" },
      { id: "evt_4", outcome: "dead" as const, code: "b" },
    ]
    expect(reportOutcomes(settled, 2, colors).split("\n")).toEqual([
      "",
      "    Done                 1",
      "    Given up             3   b 2, a 1",
      "    Not worked off yet   2",
      "",
    ])
  })
})

import type { Finding, Goal } from "./finding.mjs" with {
  "resolution-mode": "import",
}

const load = () => import("./finding.mjs")

const finding = (
  ours: number[],
  theirs: number[] | null,
  goal: Goal
): Finding => ({
  figure: "P0",
  what: "something done",
  unit: "jobs/s",
  ours,
  theirs: theirs && { name: "another", values: theirs },
  goal,
})

describe("what a figure came to", () => {
  it("is the median of ours beside the median of theirs", async () => {
    const { judge } = await load()
    const goal = { kind: "times at least", bound: 1 } as const
    expect(judge(finding([90, 120, 100], [50, 5, 500], goal))).toEqual({
      ours: 100,
      theirs: 50,
      ratio: 2,
      reached: true,
    })
  })

  it.each([
    ["times at least", [100], [100], 1, true],
    ["times at least", [99], [100], 1, false],
    ["times at most", [200], [100], 2, true],
    ["times at most", [201], [100], 2, false],
    ["at most", [50], null, 50, true],
    ["at most", [51], null, 50, false],
  ] as const)(
    "reaches «%s» or not: %j beside %j, goal %d: %s",
    async (kind, ours, theirs, bound, reached) => {
      const { judge } = await load()
      const verdict = judge(
        finding([...ours], theirs && [...theirs], { kind, bound })
      )
      expect(verdict.reached).toBe(reached)
    }
  )

  it("reaches nothing and misses nothing where it is only told", async () => {
    const { judge } = await load()
    expect(judge(finding([5], [10], { kind: "told" }))).toEqual({
      ours: 5,
      theirs: 10,
      ratio: 0.5,
      reached: null,
    })
  })

  it("reaches nothing without a run", async () => {
    const { judge } = await load()
    expect(
      judge(finding([], null, { kind: "at most", bound: 1 })).reached
    ).toBe(false)
    const goal = { kind: "times at least", bound: 1 } as const
    expect(judge(finding([1], [], goal)).reached).toBe(false)
  })
})

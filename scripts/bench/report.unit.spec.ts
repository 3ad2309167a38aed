import type { Finding } from "./finding.mjs" with {
  "resolution-mode": "import",
}

const load = () => import("./report.mjs")

const findings: Finding[] = [
  {
    figure: "P1",
    what: "events stored",
    unit: "events/s",
    ours: [1_400, 1_500, 1_600],
    theirs: { name: "another", values: [1_000, 900, 1_100] },
    goal: { kind: "times at least", bound: 1 },
  },
  {
    figure: "P1",
    what: "answers within",
    unit: "ms",
    ours: [80.25],
    theirs: null,
    goal: { kind: "at most", bound: 50 },
  },
]

describe("the report of a bench", () => {
  it("is a line a finding: both, the ratio, the goal and whether it is reached", async () => {
    const { toTable } = await load()
    const rows = toTable(findings)
      .split("\n")
      .filter((line) => line.includes("P1"))
      .map((line) => line.split("│").map((cell) => cell.trim()))
    expect(rows.map((cells) => cells.slice(1, -1))).toEqual([
      [
        "P1",
        "events stored, beside another",
        "1,500 events/s",
        "1,000 events/s",
        "1.50 ×",
        "≥ 1 ×",
        "yes",
      ],
      ["P1", "answers within", "80.3 ms", "", "", "≤ 50 ms", "no"],
    ])
  })

  it("says neither yes nor no of what is only told, and no unit where there is none", async () => {
    const { toTable } = await load()
    const told: Finding = {
      figure: "P4",
      what: "growth",
      unit: "",
      ours: [1.01],
      theirs: null,
      goal: { kind: "told" },
    }
    const row = toTable([told])
      .split("\n")
      .find((line) => line.includes("P4"))
    const cells = row?.split("│").map((cell) => cell.trim())
    expect(cells?.slice(1, -1)).toEqual([
      "P4",
      "growth",
      "1.01",
      "",
      "",
      "",
      "",
    ])
  })

  it("has no colours of its own, so that it can be a file", async () => {
    const { toTable } = await load()
    expect(toTable(findings)).not.toContain("\u001b")
  })

  it("keeps every run for programs to read, and the machine", async () => {
    const { toJson, thisMachine } = await load()
    const machine = thisMachine()
    const json = toJson(findings, machine)
    expect(json.machine).toBe(machine)
    expect(json.findings[0]).toEqual({
      figure: "P1",
      what: "events stored",
      unit: "events/s",
      ours: 1_500,
      beside: "another",
      theirs: 1_000,
      ratio: 1.5,
      goal: { kind: "times at least", bound: 1 },
      reached: true,
      runs: { ours: [1_400, 1_500, 1_600], theirs: [1_000, 900, 1_100] },
    })
    expect(json.findings[1]).toMatchObject({ beside: null, reached: false })
  })
})

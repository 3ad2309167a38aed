import {
  holds,
  idleLines,
  lineOf,
  parseMatrix,
} from "../../helpers/access/matrix"

const TEXT = `# Who may call what

| access | none | secret key |
| --- | --- | --- |
| staff | 401 | in |
| anyone | in | in |

Words between the tables.

| route | access |
| --- | --- |
| \`GET /health/live\` | anyone |
| \`GET,POST /admin/storefront/stock\` | staff |
| \`ANY /admin/*\` | staff |
| \`ANY /store/*\` | elsewhere |
`

const matrix = parseMatrix(TEXT)

const OURS = true
const MEDUSAS = false

/** What keeps the matrix of F64 from saying yes to everything. */
describe("F64: the matrix", () => {
  it("is read as it is written", () => {
    expect(matrix.credentials).toEqual(["none", "secret key"])
    expect(matrix.kinds.get("staff")).toEqual(
      new Map<string, unknown>([
        ["none", 401],
        ["secret key", "in"],
      ])
    )
    expect(matrix.lines).toHaveLength(4)
  })

  it("has the line that names a route before one with a star", () => {
    const line = lineOf(
      matrix,
      { method: "POST", path: "/admin/storefront/stock" },
      OURS
    )
    expect(line).toMatchObject({ methods: "GET,POST" })
  })

  it("lets routes of Medusa's share a line", () => {
    const line = lineOf(
      matrix,
      { method: "DELETE", path: "/admin/products/:id" },
      MEDUSAS
    )
    expect(line).toMatchObject({ path: "/admin/*" })
  })

  it.each([
    ["a new route of ours", "GET", "/admin/storefront/new", OURS, "of its own"],
    ["a new method of ours", "PUT", "/health/live", OURS, "of its own"],
    [
      "a route that no line speaks of",
      "GET",
      "/metrics",
      MEDUSAS,
      "has no line in the matrix",
    ],
  ])("fails for %s", (_, method, path, isOurs, problem) => {
    expect(lineOf(matrix, { method, path }, isOurs)).toEqual({
      problem: expect.stringContaining(problem),
    })
  })

  it("fails for a route with two lines", () => {
    const twice = parseMatrix(`${TEXT}| \`GET /health/live\` | staff |\n`)
    expect(
      lineOf(twice, { method: "GET", path: "/health/live" }, OURS)
    ).toEqual({ problem: "GET /health/live has 2 lines in the matrix" })
  })

  it("names lines that speak of nothing", () => {
    const routes = [
      { method: "GET", path: "/health/live", isOurs: OURS },
      { method: "GET", path: "/admin/orders", isOurs: MEDUSAS },
    ]
    expect(idleLines(matrix, routes).map(({ path }) => path)).toEqual([
      "/admin/storefront/stock",
      "/store/*",
    ])
  })

  it.each([
    ["a wrong cell", TEXT.replace("| 401 |", "| no |")],
    ["a kind that is not there", TEXT.replace("` | anyone |", "` | all |")],
    ["a route without a method", TEXT.replace("GET /health", "/health")],
  ])("is not read with %s", (_, text) => {
    expect(() => parseMatrix(text)).toThrow(/without sense/)
  })

  it.each([
    ["in", 200, true],
    ["in", 404, true],
    ["in", 401, false],
    ["in", 403, false],
    [401, 401, true],
    [401, 200, false],
    [401, 403, false],
  ] as const)("expects %s and gets %i: %s", (expected, status, isFine) => {
    expect(holds(expected, status)).toBe(isFine)
  })
})

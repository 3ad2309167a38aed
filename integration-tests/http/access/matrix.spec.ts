import { readFileSync } from "node:fs"
import { join } from "node:path"
import {
  type Credential,
  JWT_SECRET,
  makeCredentials,
} from "../../helpers/access/credentials"
import {
  ELSEWHERE,
  type Matrix,
  type Route,
  holds,
  idleLines,
  lineOf,
  parseMatrix,
} from "../../helpers/access/matrix"
import {
  ourRoutes,
  routesOfRouter,
  writingRoutes,
} from "../../helpers/access/router"
import { type Walked, tableOf } from "../../helpers/access/table"
import { NO_ANSWER, call } from "../../helpers/call"
import { METRICS_TOKEN } from "../../helpers/metrics/scrape"
import { inLanes } from "../../helpers/post-event"
import { Shop } from "../../helpers/shop"
import { waitFor } from "../../helpers/wait-for"

const LANES = 12
/** Some of Medusa's routes stream, or wait for ever for a module that is not there, when they let somebody in. */
const PATIENCE_MS = 3_000

const UNDECIDED = 503

const matrix: Matrix = parseMatrix(
  readFileSync(join(__dirname, "matrix.md"), "utf8")
)

const nameOf = ({ method, path }: Route): string => `${method} ${path}`

describe("F64: every route of the server and every kind of credential", () => {
  const writing = writingRoutes("matrix")
  const ours = new Set(ourRoutes().map(nameOf))
  let shop: Shop
  let routes: (Route & { isOurs: boolean })[]
  let credentials: ReadonlyMap<string, Credential>

  beforeAll(async () => {
    shop = await Shop.open("access_matrix", {
      JWT_SECRET,
      METRICS_TOKEN,
      ...writing.env,
    })
    routes = routesOfRouter(writing.file)
      .map((route) => ({ ...route, isOurs: ours.has(nameOf(route)) }))
      .sort((one, other) => one.path.localeCompare(other.path))
    credentials = await makeCredentials(shop)
  })

  afterAll(async () => {
    await shop.close()
  })

  it("has a line for every route, and a route for every line", () => {
    const problems = routes
      .map((route) => lineOf(matrix, route, route.isOurs))
      .flatMap((line) => ("problem" in line ? [line.problem] : []))
    expect(problems).toEqual([])
    expect(idleLines(matrix, routes)).toEqual([])
  })

  it("walks every route that a file of this project answers, and hundreds of Medusa's", () => {
    const walked = new Set(routes.map(nameOf))
    expect([...ours].filter((name) => !walked.has(name))).toEqual([])
    expect(routes.length - ours.size).toBeGreaterThan(400)
  })

  it("knows each credential of the matrix", () => {
    expect([...credentials.keys()]).toEqual(matrix.credentials)
  })

  it("answers as the matrix says", async () => {
    const walked = await inLanes(LANES, linesOfRoutes(), walk)
    process.stdout.write(`\n${tableOf(matrix, walked)}\n`)
    expect(walked.flatMap(faultsOf)).toEqual([])
  })

  const linesOfRoutes = (): Omit<Walked, "statuses">[] =>
    routes.flatMap((route) => {
      const line = lineOf(matrix, route, route.isOurs)
      return "problem" in line || line.access === ELSEWHERE
        ? []
        : [{ route, line }]
    })

  async function walk(one: Omit<Walked, "statuses">): Promise<Walked> {
    const statuses: number[] = []
    for (const name of matrix.credentials) {
      const credential = credentials.get(name)?.() ?? {}
      const expected = matrix.kinds.get(one.line.access)?.get(name)
      statuses.push(await ask(one.route, credential, expected === "in"))
    }
    return { ...one, statuses }
  }

  /** Asks until it is known what the credential is worth: a busy server may say that it cannot tell. */
  async function ask(...question: Parameters<typeof askOnce>): Promise<number> {
    return waitFor("an answer that is not 503", async () => {
      const status = await askOnce(...question)
      return status === UNDECIDED ? null : status
    })
  }

  /** Asks for what is not there, with an empty body: nothing comes of it. */
  async function askOnce(
    { method, path, isOurs }: Walked["route"],
    credential: Record<string, string>,
    isExpectedIn: boolean
  ): Promise<number> {
    const { status } = await call(shop.url, {
      method,
      path: path
        // A storefront's key may look up what looks like a payment.
        .replace(":payment", "pi_none")
        .replace(/:\w+/g, "not-there")
        .replaceAll("*", "any"),
      headers: {
        "content-type": "application/json",
        "x-forwarded-for": anyAddress(),
        ...credential,
      },
      ...(isExpectedIn && !isOurs ? { timeoutMs: PATIENCE_MS } : {}),
      ...(method === "GET" || method === "DELETE" ? {} : { body: "{}" }),
    })
    return status
  }

  function faultsOf({ route, line, statuses }: Walked): string[] {
    const kind = matrix.kinds.get(line.access)
    return matrix.credentials.flatMap((name, column) => {
      const expected = kind?.get(name) ?? 0
      const status = statuses[column] ?? 0
      const isUnanswered = status === NO_ANSWER || status >= 500
      const isFine = holds(expected, status) && !(route.isOurs && isUnanswered)
      return isFine
        ? []
        : [`${nameOf(route)} with ${name}: ${status}, not ${expected}`]
    })
  }
})

/** Who shows wrong keys too often from one address is told to wait; that is for another test. */
function anyAddress(): string {
  const part = () => Math.floor(Math.random() * 256)
  return `10.${part()}.${part()}.${part()}`
}

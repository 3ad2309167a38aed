import { readdirSync } from "node:fs"
import { createRequire } from "node:module"
import { basename, join } from "node:path"
import {
  catchUpIntervalMs,
  compareIntervalMs,
  reconcileIntervalMs,
} from "../../../src/config/schedules"
import { projectRoot } from "../../helpers/project"

type Schedule = string | { interval: number }

type JobFile = {
  default: unknown
  config: { name: string; schedule: Schedule }
}

type CronParser = {
  parseExpression: (
    cron: string,
    options: { currentDate: Date; utc: boolean }
  ) => { next: () => { toISOString: () => string } }
}

/** The engine's own, so that a schedule means here what it means there. */
const { parseExpression } = createRequire(
  require.resolve("@medusajs/workflow-engine-inmemory")
)("cron-parser") as CronParser

const folder = join(projectRoot, "src/jobs")
const files = readdirSync(folder).map((file) => basename(file, ".ts"))

/** In an evening's future, when each job of the night is still to come. */
const EVENING = new Date("2026-03-01T20:00:00Z")

const EVERY_MS: Record<string, number> = {
  "catch-up-with-stripe": 300_000,
  "compare-payments": 900_000,
  "finish-abandoned-answers": 30_000,
  "reconcile-lately": 300_000,
  "settle-left-refunds": 15_000,
}

const NIGHTLY: Record<string, string> = {
  "prune-stripe-payloads": "2026-03-02T03:17:00.000Z",
  "prune-storefront-calls": "2026-03-02T03:27:00.000Z",
  "prune-stock-history": "2026-03-02T03:37:00.000Z",
  "prune-key-usage": "2026-03-02T03:47:00.000Z",
  "reconcile-all": "2026-03-02T02:41:00.000Z",
}

/** As a server has it that is given no more than it must be. */
const ENVIRONMENT = {
  DATABASE_URL: "postgres://nobody@127.0.0.1:1/none",
  NODE_ENV: "demo",
}

describe("the jobs of the backend", () => {
  beforeEach(() => {
    jest.replaceProperty(process, "env", ENVIRONMENT)
  })

  afterEach(() => {
    jest.restoreAllMocks()
  })

  const load = (file: string): JobFile =>
    jest.requireActual<JobFile>(join(folder, `${file}.ts`))

  it("are those that are known here", () => {
    expect([...files].sort()).toEqual(
      [...Object.keys(EVERY_MS), ...Object.keys(NIGHTLY)].sort()
    )
  })

  it.each(files)("%s is named as its file, and is a function", (file) => {
    const job = load(file)
    expect([job.config.name, typeof job.default]).toEqual([file, "function"])
  })

  it.each(Object.entries(EVERY_MS))("%s runs every %i ms", (file, every) => {
    expect(load(file).config.schedule).toEqual({ interval: every })
  })

  it.each([
    ["STRIPE_CATCH_UP_SECONDS", catchUpIntervalMs],
    ["STOREFRONT_COMPARE_SECONDS", compareIntervalMs],
    ["SUPABASE_RECONCILE_SECONDS", reconcileIntervalMs],
  ])("run as often as %s says", (name, interval) => {
    jest.replaceProperty(process, "env", { ...process.env, [name]: "7" })
    expect(interval()).toBe(7_000)
  })

  it.each(Object.entries(NIGHTLY))("%s runs next at %s", (file, next) => {
    const { schedule } = load(file).config
    const times = parseExpression(schedule as string, {
      currentDate: EVENING,
      utc: true,
    })
    expect(times.next().toISOString()).toBe(next)
    const DAY_MS = 86_400_000
    expect(times.next().toISOString()).toBe(
      new Date(Date.parse(next) + DAY_MS).toISOString()
    )
  })

  it("leave each other room at night: no two begin within five minutes", () => {
    const minutes = Object.values(NIGHTLY)
      .map((time) => Date.parse(time) / 60_000)
      .sort((a, b) => a - b)
    const gaps = minutes.slice(1).map((at, index) => at - (minutes[index] ?? 0))
    expect(Math.min(...gaps)).toBeGreaterThan(5)
  })
})

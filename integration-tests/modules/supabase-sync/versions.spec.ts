import type { Pool } from "pg"
import {
  liftVersions,
  nextVersion,
} from "../../../src/modules/supabase-sync/client/stock-queue"
import { ownMigrations } from "../../helpers/run-migrations"
import {
  type ThrowAwayDatabase,
  createThrowAwayDatabase,
  quietPool,
} from "../../helpers/throw-away-database"

let database: ThrowAwayDatabase
let processes: Pool[]

type Drawn = {
  version: number
  /** The highest that anybody had when it was asked for. */
  floor: number
}

/** Processes that start and draw at once, over and over. */
async function drawInAll(rounds: number): Promise<Drawn[]> {
  const { rows } = await database.pool.query<{ last: string }>(
    "SELECT last_value AS last FROM stock_version"
  )
  let highest = Number(rows[0]?.last)
  const draw = async (pool: Pool): Promise<Drawn[]> => {
    const drawn: Drawn[] = []
    for (let round = 0; round < rounds; round++) {
      await liftVersions(pool)
      const floor = highest
      const version = await nextVersion(pool)
      highest = Math.max(highest, version)
      drawn.push({ version, floor })
    }
    return drawn
  }
  return (await Promise.all(processes.map(draw))).flat()
}

const setSequence = (sql: string) =>
  database.pool.query(`SELECT setval('stock_version', ${sql})`)

describe("versions of pushes", () => {
  beforeEach(async () => {
    database = await createThrowAwayDatabase("version_test", [
      ownMigrations("supabase-sync"),
    ])
    processes = Array.from({ length: 6 }, () => quietPool(database.url, 1))
  })
  afterEach(async () => {
    await Promise.all(processes.map((pool) => pool.end()))
    await database.drop()
  })

  it.each([
    ["on a new database", "1"],
    [
      "when the sequence is ahead of the clock",
      "(extract(epoch FROM clock_timestamp()) * 1000000)::bigint + 86400000000",
    ],
  ])(
    "never repeat or fall back over processes that start at once, %s",
    async (_, start) => {
      await setSequence(start)
      const drawn = await drawInAll(100)
      expect(drawn.filter(({ version, floor }) => version <= floor)).toEqual([])
      expect(new Set(drawn.map(({ version }) => version)).size).toBe(
        drawn.length
      )
    }
  )

  it("go on above what was drawn before a backup was restored", async () => {
    await liftVersions(database.pool)
    const before = await nextVersion(database.pool)
    await setSequence(`${before} - 3600000000`)
    // Another start, on the restored database.
    await liftVersions(database.pool)
    expect(await nextVersion(database.pool)).toBeGreaterThan(before)
  })

  it("stay within what a number holds exactly, and in step with the clock", async () => {
    await liftVersions(database.pool)
    const version = await nextVersion(database.pool)
    expect(Number.isSafeInteger(version)).toBe(true)
    const { rows } = await database.pool.query<{ now: number }>(
      "SELECT extract(epoch FROM clock_timestamp())::float8 AS now"
    )
    const behindSeconds = (rows[0]?.now ?? 0) - version / 1_000_000
    expect(Math.abs(behindSeconds)).toBeLessThan(60)
  })
})

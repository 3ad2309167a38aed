import type { PoolClient } from "pg"
import { inTransaction } from "../../src/lib/in-transaction"
import {
  type ThrowAwayDatabase,
  backendPool,
  createThrowAwayDatabase,
} from "../helpers/throw-away-database"

describe("statements in one transaction", () => {
  let database: ThrowAwayDatabase
  let pool: ThrowAwayDatabase["pool"]

  beforeAll(async () => {
    database = await createThrowAwayDatabase("in_transaction", [])
    await database.pool.query("CREATE TABLE thing (name text)")
    pool = backendPool(database.url, 1)
  })

  afterAll(async () => {
    await pool.end()
    await database.drop()
  })

  beforeEach(async () => {
    await database.pool.query("TRUNCATE thing")
  })

  const put = (client: PoolClient, name: string) =>
    client.query("INSERT INTO thing VALUES ($1)", [name])

  async function names(): Promise<string[]> {
    const { rows } = await database.pool.query<{ name: string }>(
      "SELECT name FROM thing"
    )
    return rows.map(({ name }) => name)
  }

  const limitOf = async (asked: Pick<PoolClient, "query">): Promise<unknown> =>
    (await asked.query("SHOW idle_in_transaction_session_timeout")).rows[0]

  it("are written all at once, or not at all", async () => {
    await inTransaction(pool, async (client) => {
      await put(client, "one")
      await put(client, "two")
    })
    await expect(
      inTransaction(pool, async (client) => {
        await put(client, "three")
        throw new Error("no")
      })
    ).rejects.toThrow("no")
    expect(await names()).toEqual(["one", "two"])
  })

  it("F42: are ended by PostgreSQL where nothing comes of them, and what comes after them is not", async () => {
    const within = await inTransaction(pool, limitOf)
    expect(within).toEqual({ idle_in_transaction_session_timeout: "20s" })
    expect(await limitOf(pool)).toEqual({
      idle_in_transaction_session_timeout: "0",
    })
  })

  it("fail where the connection ends between two of them, and the process goes on", async () => {
    // An error that nobody hears would end jest itself.
    const ended = inTransaction(pool, async (client) => {
      await put(client, "lost")
      const gone = new Promise((resolve) => client.once("end", resolve))
      await database.pool.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND state = 'idle in transaction'`
      )
      await gone
      await put(client, "late")
    })
    await expect(ended).rejects.toThrow(/not queryable|Connection terminated/)
    expect(await names()).toEqual([])
  })
})

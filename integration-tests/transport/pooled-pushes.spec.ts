import { LEGACY_STORE_MAPPINGS } from "../../src/config/legacy-store"
import { pushToLegacyStore } from "../../src/modules/supabase-sync/client/legacy-store"
import {
  type LegacyStoreUnderTest,
  openLegacyStore,
} from "../helpers/legacy-store"
import { type PgBouncer, startPgBouncer } from "../helpers/pgbouncer"
import { faultSeed, seededRandom, shuffled } from "../helpers/seeded-random"
import { quietPool } from "../helpers/throw-away-database"
import { waitFor } from "../helpers/wait-for"
import {
  figure,
  putSizes,
  readSizes,
} from "../modules/supabase-sync/legacy-rows"
import { SyncFixture } from "../modules/supabase-sync/sync-fixture"

const IDS = Array.from({ length: 400 }, (_, index) => `variant_${index}`)
const BATCHES = 120
const CLIENTS = 30

let store: LegacyStoreUnderTest
let pooler: PgBouncer

type Pool = LegacyStoreUnderTest["owner"]

const push = (pool: Pool, version: number, ids: readonly string[]) =>
  pushToLegacyStore(pool, LEGACY_STORE_MAPPINGS.variants.sellable, {
    version,
    figures: ids.map((id) => figure(id, version)),
  })

/** Two connections to the server for everybody, and no statement that outlives its transaction. */
describe("F55: through a pooler in transaction mode", () => {
  beforeEach(async () => {
    store = await openLegacyStore("variants")
    await putSizes(store.owner, IDS)
  })
  afterEach(async () => {
    await pooler.close()
    await store.drop()
  })

  it("many batches at once are all written, and no older one over a newer one", async () => {
    pooler = await startPgBouncer(store.syncUrl, 2)
    const random = seededRandom(faultSeed())
    const versions = shuffled(
      random,
      Array.from({ length: BATCHES }, (_, index) => index + 1)
    )
    const clients = Array.from({ length: CLIENTS }, () =>
      quietPool(pooler.url, 1)
    )
    await Promise.all(
      clients.map(async (client, at) => {
        for (const version of versions.filter((_, i) => i % CLIENTS === at)) {
          await push(client, version, shuffled(random, IDS))
        }
        await client.end()
      })
    )
    expect(await serverConnections()).toBeLessThanOrEqual(2)
    const rows = await readSizes(store.owner)
    expect(rows).toEqual(
      rows.map(({ id }) => ({ id, quantity: BATCHES, version: BATCHES }))
    )
  })

  it("a statement that waits too long for a lock is given up, and the next client of that connection has no limit of ours", async () => {
    pooler = await startPgBouncer(store.syncUrl, 1)
    const ours = quietPool(pooler.url, 1)
    const theirs = quietPool(pooler.url, 1)
    const before = await limitsOf(theirs)
    await whileWritingIsHeldUp(async () => {
      const began = performance.now()
      await expect(push(ours, 7, IDS)).rejects.toMatchObject({
        code: "legacy_store_55P03",
      })
      expect(performance.now() - began).toBeLessThan(14_000)
    })
    expect(await limitsOf(theirs)).toEqual(before)
    await push(ours, 8, IDS)
    expect(await limitsOf(theirs)).toEqual(before)
    expect((await readSizes(store.owner))[0]).toMatchObject({ version: 8 })
    await Promise.all([ours.end(), theirs.end()])
  })

  it.each([
    ["the connections behind it are cut", () => cutConnections()],
    [
      "it is killed and started again",
      async () => {
        await pooler.kill()
        await pooler.start()
      },
    ],
  ])(
    "what waits is pushed though %s in the middle of a push",
    async (_, cut) => {
      pooler = await startPgBouncer(store.syncUrl, 2)
      const fixture = await SyncFixture.open(store)
      try {
        await fixture.queue.put(...IDS)
        await whileWritingIsHeldUp(async () => {
          await fixture.start({ url: pooler.url })
          await aPushHangs()
          await cut()
        })
        await waitFor(
          "every number to be there",
          async () =>
            (await readSizes(store.owner)).every((row) => row.quantity === 4),
          30_000
        )
        expect(await whatWasCut(fixture)).toEqual(["retry"])
      } finally {
        await fixture.stop()
        await fixture.queue.close()
      }
    }
  )
})

/** What another user of the same server connection finds there. */
async function limitsOf(pool: Pool): Promise<unknown> {
  const { rows } = await pool.query(
    `SELECT pg_backend_pid() AS connection,
       current_setting('statement_timeout') AS statement,
       current_setting('lock_timeout') AS lock`
  )
  return rows
}

async function whileWritingIsHeldUp(run: () => Promise<void>): Promise<void> {
  const lock = await store.owner.connect()
  try {
    await lock.query("BEGIN; LOCK TABLE product_variants")
    await run()
  } finally {
    await lock.query("ROLLBACK")
    lock.release()
  }
}

async function aPushHangs(): Promise<void> {
  await waitFor("a push to hang", async () => {
    const { rowCount } = await store.owner.query(
      `SELECT FROM pg_stat_activity WHERE datname = current_database()
         AND usename = 'medusa_sync' AND wait_event_type = 'Lock'`
    )
    return (rowCount ?? 0) > 0
  })
}

/** Outcomes of first attempts but those that went through: several batches may have been begun. */
async function whatWasCut({ queue }: SyncFixture): Promise<string[]> {
  const { rows } = await queue.database.pool.query<{ outcome: string }>(
    `SELECT DISTINCT outcome FROM stock_item_attempt
     WHERE number = 1 AND outcome <> 'succeeded'`
  )
  return rows.map(({ outcome }) => outcome)
}

/** Ends the server's side of every connection that the pooler has, and waits until they are gone. */
async function cutConnections(): Promise<void> {
  await store.owner.query(
    `SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
     WHERE datname = current_database() AND usename = 'medusa_sync'`
  )
}

async function serverConnections(): Promise<number> {
  const { rowCount } = await store.owner.query(
    "SELECT FROM pg_stat_activity WHERE datname = current_database() AND usename = 'medusa_sync'"
  )
  return rowCount ?? 0
}

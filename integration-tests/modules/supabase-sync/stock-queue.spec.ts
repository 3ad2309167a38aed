import { notePushed } from "../../../src/modules/supabase-sync/client/pushed-stock"
import {
  peekChanges,
  queueItems,
  readQueued,
} from "../../../src/modules/supabase-sync/client/stock-queue"
import type { ItemToQueue } from "../../../src/modules/supabase-sync/types"
import { PASSING, PERMANENT, QueueFixture } from "../../helpers/queue-fixture"
import { quietPool } from "../../helpers/throw-away-database"

let fixture: QueueFixture

async function capture(...items: string[]): Promise<void> {
  await fixture.database.pool.query(
    "INSERT INTO stock_change (inventory_item_id) SELECT unnest($1::text[])",
    [items]
  )
}

async function waiting(): Promise<number> {
  const { rows } = await fixture.database.pool.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM stock_change"
  )
  return rows[0]?.count ?? 0
}

const asItem = (id: string): ItemToQueue => ({
  id,
  kind: "variant",
  causes: ["stocked"],
  changedAt: new Date(),
})

const queueAll = (...variants: string[]) =>
  queueItems(fixture.database.pool, variants.map(asItem), [])

async function changeIds(limit: number): Promise<string[]> {
  const changes = await peekChanges(fixture.database.pool, limit)
  return changes.map((change) => change.id)
}

describe("the queue of variants to push", () => {
  beforeAll(async () => {
    fixture = await QueueFixture.open()
  })
  afterAll(async () => {
    await fixture.close()
  })
  beforeEach(async () => {
    await fixture.clear()
    await fixture.database.pool.query("TRUNCATE stock_change")
  })

  it("shows the oldest changes, and leaves them there", async () => {
    const { pool } = fixture.database
    await capture("iitem_1", "iitem_2", "iitem_1", "iitem_3")
    const changes = await peekChanges(pool, 3)
    expect(changes.map((change) => change.inventoryItemId)).toEqual([
      "iitem_1",
      "iitem_2",
      "iitem_1",
    ])
    expect(await peekChanges(pool, 3)).toEqual(changes)
  })

  it("queues variants and takes their changes away, and no others", async () => {
    const { pool } = fixture.database
    await capture("iitem_1")
    const ids = await changeIds(10)
    await capture("iitem_1")
    await queueItems(pool, [asItem("variant_1")], ids)
    expect(await waiting()).toBe(1)
    expect(await fixture.job("variant_1")).toMatchObject({
      state: "pending",
      attempt: 0,
    })
    expect(await fixture.claimOne(fixture.queue())).toMatchObject({
      id: "variant_1",
    })
  })

  it("takes away the changes of an item that no variant consists of", async () => {
    await capture("iitem_without_variant")
    await queueItems(fixture.database.pool, [], await changeIds(10))
    expect(await waiting()).toBe(0)
  })

  it("leaves the changes where they are when its process dies before the commit", async () => {
    await capture("iitem_1")
    const ids = await changeIds(10)
    const dying = quietPool(fixture.database.url, 1)
    const client = await dying.connect()
    // The pool watches over its idle clients only.
    client.on("error", () => undefined)
    await client.query("BEGIN")
    const { rows } = await client.query<{ pid: number }>(
      "SELECT pg_backend_pid() AS pid"
    )
    client.release()
    await queueItems(dying, [asItem("variant_1")], ids)
    await fixture.database.pool.query("SELECT pg_terminate_backend($1, 5000)", [
      rows[0]?.pid,
    ])
    await dying.end()
    expect(await waiting()).toBe(1)
    expect(await fixture.queue().claim(1)).toEqual([])
  })

  it("is not harmed by many folds of the same changes at once", async () => {
    const variants = Array.from(
      { length: 200 },
      (_, index) => `variant_${index}`
    )
    const pool = quietPool(fixture.database.url, 6)
    for (let round = 0; round < 10; round++) {
      await capture(...variants)
      const ids = await changeIds(1_000)
      const items = variants.map(asItem)
      await Promise.all(
        Array.from({ length: 6 }, (_, fold) =>
          queueItems(
            pool,
            fold % 2 ? [...items].reverse() : items,
            fold % 3 ? [...ids].reverse() : ids
          )
        )
      )
      expect(await waiting()).toBe(0)
    }
    await pool.end()
    expect(await fixture.queue().claim(1_000)).toHaveLength(variants.length)
  })

  it("pushes again a variant that changes while it is being pushed", async () => {
    await queueAll("variant_1")
    const queue = fixture.queue()
    const job = await fixture.claimOne(queue)
    await queueAll("variant_1")
    expect(await queue.claim(1)).toEqual([])
    await queue.settle([{ job, settlement: { kind: "done" } }])
    expect(await fixture.claimOne(queue)).toMatchObject({ id: "variant_1" })
  })

  it("pushes again, and at once, a variant that was done", async () => {
    await queueAll("variant_1")
    const queue = fixture.queue()
    const job = await fixture.claimOne(queue)
    await queue.settle([{ job, settlement: { kind: "done" } }])
    await queueAll("variant_1")
    expect(await fixture.claimOne(queue)).toMatchObject({ attempt: 1 })
  })

  it("does not hammer a store that is out with a variant that sells all the time", async () => {
    await queueAll("busy")
    const queue = fixture.queue()
    for (let attempt = 1; attempt <= 4; attempt++) {
      await fixture.makeDue("busy")
      const job = await fixture.claimOne(queue)
      await queue.settle([
        { job, settlement: { kind: "failed", failure: PASSING } },
      ])
    }
    const before = await fixture.job("busy")
    await queueAll("busy")
    const after = await fixture.job("busy")
    expect(after).toMatchObject({
      state: "pending",
      attempt: 4,
      failing_since: before.failing_since,
    })
    expect(after.due_in_ms).toBeGreaterThan(1_000)
    expect(await queue.claim(1)).toEqual([])
  })

  it("gives a variant that was given up long ago the full seven days when it changes", async () => {
    await queueAll("variant_1")
    const queue = fixture.queue()
    const dead = await fixture.claimOne(queue)
    await queue.settle([
      { job: dead, settlement: { kind: "failed", failure: PERMANENT } },
    ])
    await fixture.database.pool.query(
      "UPDATE stock_item SET failing_since = clock_timestamp() - interval '30 days'"
    )
    await queueAll("variant_1")
    const job = await fixture.claimOne(queue)
    await queue.settle([
      { job, settlement: { kind: "failed", failure: PASSING } },
    ])
    expect(await fixture.job("variant_1")).toMatchObject({ state: "pending" })
  })

  it("keeps what was pushed last, and nothing older over it", async () => {
    const { pool } = fixture.database
    await queueAll("variant_1", "variant_2")
    const figure = (quantity: number) => [
      { id: "variant_1", quantity, inStock: true },
    ]
    const queued = await readQueued(pool, ["variant_1"])
    await notePushed(pool, figure(5), 1_790_000_000_000_002, queued)
    await notePushed(pool, figure(9), 1_790_000_000_000_001, queued)
    const { rows } = await pool.query<Record<string, unknown>>(
      "SELECT id, pushed_quantity, pushed_version, pushed_at FROM stock_item ORDER BY id"
    )
    expect(rows).toEqual([
      {
        id: "variant_1",
        pushed_quantity: 5,
        pushed_version: "1790000000000002",
        pushed_at: expect.any(Date),
      },
      {
        id: "variant_2",
        pushed_quantity: null,
        pushed_version: null,
        pushed_at: null,
      },
    ])
  })
})

import type { PoolClient } from "pg"
import { FaultProxy } from "../../helpers/fault-proxy"
import { waitFor } from "../../helpers/wait-for"
import { putSizes, readSizes } from "./legacy-rows"
import { SyncFixture } from "./sync-fixture"

const IDS = Array.from({ length: 40 }, (_, index) => `variant_${index}`)

let fixture: SyncFixture
let proxy: FaultProxy

const run = (sql: string) => fixture.store.owner.query(sql)

const untilPushed = (): Promise<boolean> =>
  waitFor(
    "all numbers",
    async () =>
      (await readSizes(fixture.store.owner)).every(
        ({ quantity }) => quantity === 4
      ),
    40_000
  )

const untilFailedWith = (code: string): Promise<boolean> =>
  waitFor(`a push to fail with ${code}`, async () => {
    const { rowCount } = await fixture.queue.database.pool.query(
      "SELECT FROM stock_item_attempt WHERE code = $1",
      [code]
    )
    return (rowCount ?? 0) > 0
  })

/**
 * Somebody there, who has the row in hand until the work is done.
 *
 * @param work can wait until a push waits for the row, and gets its statement
 */
async function withRowInHand(
  begin: string,
  work: (
    client: PoolClient,
    untilPushWaits: () => Promise<string>
  ) => Promise<void>
): Promise<void> {
  const client = await fixture.store.owner.connect()
  try {
    await client.query(begin)
    await work(client, () =>
      waitFor("the push to wait for the row", async () => {
        const { rows } = await run(
          `SELECT query FROM pg_stat_activity WHERE usename = 'medusa_sync'
             AND datname = current_database() AND wait_event_type = 'Lock'`
        )
        return (rows as { query: string }[])[0]?.query
      })
    )
  } finally {
    await client.query("ROLLBACK")
    client.release()
  }
}

/** The whole database answers as a replica does, from the next transaction of each session on. */
const asReplica = (isOne: boolean): Promise<unknown> =>
  run(
    `DO $$ BEGIN
       EXECUTE format('ALTER ROLE medusa_sync IN DATABASE %I SET default_transaction_read_only = ${isOne ? "on" : "off"}', current_database());
       PERFORM pg_terminate_backend(pid, 5000) FROM pg_stat_activity
         WHERE usename = 'medusa_sync' AND datname = current_database();
     END $$`
  )

describe("a push in bad weather", () => {
  beforeEach(async () => {
    fixture = await SyncFixture.open()
    proxy = await FaultProxy.start(fixture.store.syncUrl)
    await putSizes(fixture.store.owner, IDS)
    await fixture.queue.put(...IDS)
  })
  afterEach(async () => {
    await fixture.close()
    await proxy.close()
  })

  it("F47: goes through where every statement there takes 10 s", async () => {
    await run(
      `CREATE FUNCTION be_slow() RETURNS trigger LANGUAGE plpgsql AS
         $$ BEGIN PERFORM pg_sleep(10.5); RETURN NULL; END $$;
       CREATE TRIGGER be_slow BEFORE UPDATE ON product_variants
         FOR EACH STATEMENT EXECUTE FUNCTION be_slow()`
    )
    await fixture.start({ url: proxy.url })
    await untilPushed()
    // It is put away after it was written there.
    await waitFor("the attempt to end", async () => {
      const { state } = await fixture.queue.job("variant_0")
      return state === "done"
    })
    expect(await fixture.queue.attempts("variant_0")).toMatchObject([
      { outcome: "succeeded" },
    ])
  })

  it("F51: is made again after its connection was reset in the middle", async () => {
    await withRowInHand(
      "BEGIN; SELECT FROM product_variants WHERE medusa_variant_id = 'variant_7' FOR UPDATE",
      async (_, untilPushWaits) => {
        await fixture.start({ url: proxy.url })
        await untilPushWaits()
        proxy.reset()
        await waitFor("the failure", async () => {
          const tried = await fixture.queue.attempts("variant_7")
          return tried.some(({ outcome }) => outcome === "retry")
        })
      }
    )
    await untilPushed()
  })

  it("F51: waits while the address leads to a read-only replica, and goes on when it does not", async () => {
    await asReplica(true)
    await fixture.start({ url: proxy.url })
    await untilFailedWith("legacy_store_25006")
    await asReplica(false)
    await untilPushed()
  })

  it("F54: waits while a right is revoked, says which, and goes on when it is back", async () => {
    await run(
      "REVOKE UPDATE (inventory_quantity) ON product_variants FROM medusa_sync"
    )
    await fixture.start({ url: proxy.url })
    await untilFailedWith("legacy_store_42501")
    await waitFor("the right to be named", () =>
      fixture
        .problems()
        .some((problem) =>
          problem.includes("inventory_quantity must not be written")
        )
    )
    await run(
      "GRANT UPDATE (inventory_quantity) ON product_variants TO medusa_sync"
    )
    await untilPushed()
    await waitFor(
      "the problem to be gone",
      () => fixture.problems().length === 0,
      40_000
    )
  })

  it("F63: is made again after a deadlock that it lost", async () => {
    await withRowInHand(
      "BEGIN; SELECT FROM product_variants WHERE medusa_variant_id = 'variant_9' FOR UPDATE",
      async (client, untilPushWaits) => {
        await fixture.start({ url: proxy.url })
        const first = /variant_\d+/.exec(await untilPushWaits())?.[0]
        // The push has this one by now. It is who finds the circle: here nobody looks for one.
        await client.query("SET LOCAL deadlock_timeout = '1min'")
        await client.query(
          `SELECT FROM product_variants WHERE medusa_variant_id = '${first}' FOR UPDATE`
        )
        await untilFailedWith("legacy_store_40P01")
      }
    )
    await untilPushed()
  })

  it("F63: is made again after a serialization failure", async () => {
    await run(
      `DO $$ BEGIN EXECUTE format('ALTER ROLE medusa_sync IN DATABASE %I SET default_transaction_isolation = serializable', current_database()); END $$`
    )
    await withRowInHand(
      "BEGIN; UPDATE product_variants SET size = 'other' WHERE medusa_variant_id = 'variant_7'",
      async (client, untilPushWaits) => {
        await fixture.start({ url: proxy.url })
        await untilPushWaits()
        await client.query("COMMIT")
        await untilFailedWith("legacy_store_40001")
      }
    )
    await untilPushed()
  })

  it("F53, F54: holds one of each kind of bad row with its cause, and the rest flows", async () => {
    const held = {
      variant_1: ["legacy_row_not_found", "dead"],
      variant_2: ["legacy_store_23514", "dead"],
      variant_3: ["legacy_store_P0001", "dead"],
      variant_4: ["legacy_row_refused", "pending"],
      variant_5: ["legacy_store_42501", "dead"],
    }
    await run(
      `DELETE FROM product_variants WHERE medusa_variant_id = 'variant_1';
       ALTER TABLE product_variants ADD CHECK (medusa_variant_id <> 'variant_2' OR inventory_quantity > 4);
       CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
         BEGIN IF new.medusa_variant_id = 'variant_3' THEN RAISE 'Not for sale'; END IF; RETURN new; END $$;
       CREATE TRIGGER refuse BEFORE UPDATE ON product_variants FOR EACH ROW EXECUTE FUNCTION refuse();
       CREATE POLICY hide ON product_variants AS RESTRICTIVE FOR UPDATE TO medusa_sync
         USING (medusa_variant_id <> 'variant_4')
         WITH CHECK (medusa_variant_id <> 'variant_5' OR inventory_quantity > 4)`
    )
    await fixture.start({ url: proxy.url })
    const rest = IDS.filter((id) => !(id in held))
    await waitFor("the rest to be done", async () => {
      const { rows } = await fixture.queue.database.pool.query(
        "SELECT FROM stock_item WHERE state = 'done' AND id = ANY($1)",
        [rest]
      )
      return rows.length === rest.length
    })
    for (const [id, [code, state]] of Object.entries(held)) {
      await waitFor(`${id} to be held`, async () => {
        const job = await fixture.queue.job(id)
        return job.outcome_code === code && job.state === state
      })
      expect((await fixture.queue.job(id)).outcome_message).toMatch(
        /push again|check the row-level|run scripts/
      )
    }
  })
})

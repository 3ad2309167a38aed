import type { Pool, PoolClient } from "pg"
import { waitFor } from "./wait-for"

/** Any number, as long as nobody else locks it. */
const GATE = 471_100

/** What becomes of a write: it stands still until its connection ends, or it fails. */
export type FaultMode = "block" | "raise"

export type FaultPoint = {
  table: string
  operation: "INSERT" | "UPDATE" | "DELETE"
  /** The rows it is about have this in one of their columns. */
  key: string
  mode: FaultMode
}

const INSTALL = `
  CREATE TABLE fault_point (about text, operation text, key text, mode text);
  CREATE FUNCTION play_fault_point() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    written text := to_jsonb(CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END)::text;
    point fault_point;
  BEGIN
    IF TG_TABLE_NAME = 'capture' THEN
      written := (SELECT payment_collection_id FROM payment WHERE id = NEW.payment_id);
    END IF;
    FOR point IN
      SELECT * FROM fault_point
      WHERE about = TG_TABLE_NAME AND operation = TG_OP AND position(key IN written) > 0
    LOOP
      IF point.mode = 'raise' THEN
        RAISE EXCEPTION 'A fault on purpose at % of %', TG_OP, TG_TABLE_NAME;
      END IF;
      PERFORM pg_advisory_xact_lock_shared(${GATE});
    END LOOP;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
  END $$`

/**
 * Lets single writes of a database stand still or fail, each told by its table and by what the row
 * has in it: so several payments can be caught at the same time, each at another step.
 */
export class FaultPoints {
  private constructor(
    private readonly db: Pool,
    private readonly gate: PoolClient
  ) {}

  static async install(
    db: Pool,
    tables: readonly string[]
  ): Promise<FaultPoints> {
    await db.query(INSTALL)
    for (const table of new Set(tables)) {
      await db.query(
        `CREATE TRIGGER play_fault_point BEFORE INSERT OR UPDATE OR DELETE ON "${table}"
         FOR EACH ROW EXECUTE FUNCTION play_fault_point()`
      )
    }
    const gate = await db.connect()
    await gate.query("SELECT pg_advisory_lock($1)", [GATE])
    return new FaultPoints(db, gate)
  }

  async arm({ table, operation, key, mode }: FaultPoint): Promise<void> {
    await this.db.query("INSERT INTO fault_point VALUES ($1, $2, $3, $4)", [
      table,
      operation,
      key,
      mode,
    ])
  }

  async disarm(): Promise<void> {
    await this.db.query("DELETE FROM fault_point")
  }

  /** Waits until so many writes stand still. */
  async waitForBlocked(count: number): Promise<void> {
    await waitFor(
      `${count} writes to stand still`,
      async () => (await this.blocked()).length === count,
      30_000
    )
  }

  /** Ends the connections that stand still, as PostgreSQL does once it sees that the client is gone. */
  async cutBlocked(): Promise<void> {
    await this.db.query(
      "SELECT pg_terminate_backend(pid) FROM unnest($1::int[]) AS pid",
      [await this.blocked()]
    )
    await waitFor(
      "the connections to be gone",
      async () => (await this.blocked()).length === 0
    )
  }

  release(): void {
    this.gate.release(true)
  }

  private async blocked(): Promise<number[]> {
    const { rows } = await this.db.query<{ pid: number }>(
      `SELECT pid FROM pg_locks
       WHERE locktype = 'advisory' AND objid = $1 AND NOT granted
         AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
      [GATE]
    )
    return rows.map(({ pid }) => pid)
  }
}

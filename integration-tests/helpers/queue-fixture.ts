import { DurableQueue } from "../../src/lib/durable-queue/durable-queue"
import type {
  AttemptOutcome,
  ClaimedJob,
  JobState,
} from "../../src/lib/durable-queue/types"
import type { WorkerLog } from "../../src/lib/durable-queue/worker-log"
import type { FailureSummary } from "../../src/lib/errors"
import { ownMigrations } from "./run-migrations"
import {
  type ThrowAwayDatabase,
  createThrowAwayDatabase,
} from "./throw-away-database"

/** The queue of variants to push: the one whose rows need no other columns. */
export const QUEUE_TABLES = {
  jobs: "stock_item",
  attempts: "stock_item_attempt",
}

export type JobRow = {
  id: string
  state: JobState
  /** From the database's clock now, in ms; negative when it is due already. */
  due_in_ms: number
  attempt: number
  total_attempts: number
  generation: number
  lease_token: string | null
  failing_since: Date | null
  finished_at: Date | null
  outcome_code: string | null
  outcome_message: string | null
}

export type AttemptRow = {
  number: number
  outcome: AttemptOutcome
  code: string | null
  message: string | null
}

export const PASSING: FailureSummary = {
  retry: "passing",
  code: "legacy_store_57P03",
  message: "The database system is starting up",
}
export const PERMANENT: FailureSummary = {
  retry: "permanent",
  code: "legacy_row_not_found",
  message: "No row carries this id",
}

/** A worker's log that keeps its lines. */
export function logInto(lines: string[]): WorkerLog {
  const keep = (line: string): void => {
    lines.push(line)
  }
  return { warn: keep, error: keep }
}

/** A real queue in a database of its own. */
export class QueueFixture {
  private constructor(readonly database: ThrowAwayDatabase) {}

  static async open(): Promise<QueueFixture> {
    return new QueueFixture(
      await createThrowAwayDatabase("queue_test", [
        ownMigrations("supabase-sync"),
      ])
    )
  }

  queue(leaseMs?: number): DurableQueue {
    return new DurableQueue(this.database.pool, QUEUE_TABLES, leaseMs)
  }

  close(): Promise<void> {
    return this.database.drop()
  }

  async clear(): Promise<void> {
    await this.database.pool.query("TRUNCATE stock_item, stock_item_attempt")
  }

  /** Puts jobs in that are due now. */
  async put(...ids: string[]): Promise<void> {
    await this.database.pool.query(
      "INSERT INTO stock_item (id, run_at) SELECT id, clock_timestamp() FROM unnest($1::text[]) AS id",
      [ids]
    )
  }

  async job(id: string): Promise<JobRow> {
    const { rows } = await this.database.pool.query<JobRow>(
      `SELECT *, (extract(epoch FROM run_at - clock_timestamp()) * 1000)::float8 AS due_in_ms
       FROM stock_item WHERE id = $1`,
      [id]
    )
    return only(rows, `the job ${id}`)
  }

  async attempts(id: string): Promise<AttemptRow[]> {
    const { rows } = await this.database.pool.query<AttemptRow>(
      "SELECT number, outcome, code, message FROM stock_item_attempt WHERE job_id = $1 ORDER BY number",
      [id]
    )
    return rows
  }

  /** The worker stands still for longer than its lease. */
  async expireLease(id: string): Promise<void> {
    await this.database.pool.query(
      `UPDATE stock_item SET lease_until = clock_timestamp() - interval '1 ms'
       WHERE id = $1 AND state = 'running'`,
      [id]
    )
  }

  /** The time of its next attempt has come. */
  async makeDue(id: string): Promise<void> {
    await this.database.pool.query(
      "UPDATE stock_item SET run_at = clock_timestamp() WHERE id = $1 AND state = 'pending'",
      [id]
    )
  }

  /** Claims exactly one job. */
  async claimOne(queue: DurableQueue): Promise<ClaimedJob> {
    return only(await queue.claim(1), "a job that is due")
  }
}

function only<T>(rows: readonly T[], what: string): T {
  const [row] = rows
  if (row === undefined || rows.length !== 1) {
    throw new Error(`Expected ${what}, found ${rows.length}`)
  }
  return row
}

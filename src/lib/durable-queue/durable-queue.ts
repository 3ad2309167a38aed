import type { Pool, PoolClient } from "pg"
import { assertUnreachable } from "../assert-unreachable"
import { isRecord } from "../unknown-values"
import { RETRY_HORIZON_MS, planAfterFailure } from "./backoff"
import {
  claimProbeSql,
  claimSql,
  enqueueAgainSql,
  extendSql,
  hastenSql,
  oldestDueSql,
  reapSql,
  releaseSql,
  settleSql,
} from "./sql"
import type {
  AttemptOutcome,
  ClaimedJob,
  JobState,
  QueueTables,
  Settlement,
} from "./types"

/** How long a claim holds without a sign of life. With the reaper's pace an orphan is back within 60 s. */
export const LEASE_MS = 30_000

type SettleRow = {
  job: ClaimedJob
  state: JobState
  delayMs: number
  outcome: AttemptOutcome | null
  code: string | null
  message: string | null
}

/**
 * Work that survives its workers, in a PostgreSQL table: claimed with `FOR UPDATE SKIP LOCKED`
 * under a lease with a fencing token, tried again with backoff, given up as `dead` with its cause.
 * Any number of processes share one queue.
 */
export class DurableQueue {
  constructor(
    private readonly pool: Pool,
    readonly tables: QueueTables,
    private readonly leaseMs: number = LEASE_MS
  ) {}

  /** Takes up to `limit` jobs that are due, oldest first. */
  async claim(limit: number): Promise<ClaimedJob[]> {
    return this.take(claimSql(this.tables), limit)
  }

  /**
   * Takes one job to see with whether an outage is over: the oldest that is due, or else one that
   * waits after a failure.
   */
  async claimProbe(): Promise<ClaimedJob[]> {
    return this.take(claimProbeSql(this.tables), 1)
  }

  private async take(sql: string, limit: number): Promise<ClaimedJob[]> {
    const { rows } = await onceMoreWhereTaken(() =>
      this.pool.query<{
        id: string
        lease_token: string
        attempt: number
        failing_since: Date | null
      }>(sql, [limit, this.leaseMs])
    )
    return rows.map((row) => ({
      id: row.id,
      leaseToken: row.lease_token,
      attempt: row.attempt,
      failingSince: row.failing_since,
    }))
  }

  /**
   * Says what became of claimed jobs, and writes their attempts, in one statement.
   *
   * @returns the ids that were still ours. One that is missing had lost its lease: another worker
   *   has it, and nothing was written for it.
   */
  async settle(
    settlements: readonly { job: ClaimedJob; settlement: Settlement }[]
  ): Promise<Set<string>> {
    const rows = settlements.map(({ job, settlement }) =>
      toRow(job, settlement)
    )
    const { rows: settled } = await this.pool.query<{ id: string }>(
      settleSql(this.tables),
      [
        rows.map((row) => row.job.id),
        rows.map((row) => row.job.leaseToken),
        rows.map((row) => row.state),
        rows.map((row) => row.delayMs),
        rows.map((row) => row.outcome),
        rows.map((row) => row.code),
        rows.map((row) => row.message),
      ]
    )
    return new Set(settled.map((row) => row.id))
  }

  /** Signs of life for jobs still being worked on. @returns the ids whose lease is still ours. */
  async extend(jobs: readonly ClaimedJob[]): Promise<Set<string>> {
    const { rows } = await this.pool.query<{ id: string }>(
      extendSql(this.tables),
      [
        jobs.map((job) => job.id),
        jobs.map((job) => job.leaseToken),
        this.leaseMs,
      ]
    )
    return new Set(rows.map((row) => row.id))
  }

  /** Gives jobs back untouched, for another process to take at once. */
  async release(jobs: readonly ClaimedJob[]): Promise<void> {
    await this.pool.query(releaseSql(this.tables), [
      jobs.map((job) => job.id),
      jobs.map((job) => job.leaseToken),
    ])
  }

  /** Frees the jobs whose lease ran out, and gives up those past the horizon. @returns how many. */
  async reap(): Promise<number> {
    const { rowCount } = await this.pool.query(reapSql(this.tables), [
      RETRY_HORIZON_MS,
    ])
    return rowCount ?? 0
  }

  /**
   * Makes the jobs due that wait after a failure, for when the other side is back: the backoff was
   * for its sake. They stay as far on their way to being given up as they were.
   *
   * @returns how many
   */
  async hasten(): Promise<number> {
    const { rowCount } = await this.pool.query(hastenSql(this.tables))
    return rowCount ?? 0
  }

  /** How long the oldest job that is due has been waiting, in ms; 0 where none waits. */
  async oldestDueMs(): Promise<number> {
    const { rows } = await this.pool.query<{ ms: number }>(
      oldestDueSql(this.tables)
    )
    return rows[0]?.ms ?? 0
  }

  /**
   * Asks for the work of existing jobs once more, whatever their state; one that is running is
   * done again afterwards.
   *
   * @param client to do it inside the caller's transaction.
   * @returns how many there were.
   */
  async enqueueAgain(
    ids: readonly string[],
    client: Pool | PoolClient = this.pool
  ): Promise<number> {
    const { rowCount } = await client.query(enqueueAgainSql(this.tables), [ids])
    return rowCount ?? 0
  }
}

const UNIQUE_VIOLATION = "23505"
const CLAIM_TRIES = 5

/**
 * Between looking at a lane and taking it another claim may have taken it and committed; the unique
 * index then refuses the second. It sees the first when it looks again.
 */
async function onceMoreWhereTaken<T>(claim: () => Promise<T>): Promise<T> {
  for (let left = CLAIM_TRIES; ; left--) {
    try {
      return await claim()
    } catch (error) {
      const isTaken =
        isRecord(error) && error.code === UNIQUE_VIOLATION && left > 1
      if (!isTaken) {
        throw error
      }
    }
  }
}

function toRow(job: ClaimedJob, settlement: Settlement): SettleRow {
  const row = { job, delayMs: 0, code: null, message: null }
  switch (settlement.kind) {
    case "done":
      return { ...row, state: "done", outcome: "succeeded" }
    case "ignored":
      return {
        ...row,
        state: "ignored",
        outcome: "ignored",
        code: settlement.reason,
      }
    case "snoozed":
      return {
        ...row,
        state: "pending",
        outcome: null,
        delayMs: settlement.delayMs,
      }
    case "failed": {
      const { code, message } = settlement.failure
      const after = planAfterFailure(job, settlement.failure)
      return after.next === "dead"
        ? { ...row, state: "dead", outcome: "dead", code, message }
        : {
            ...row,
            state: "pending",
            outcome: "retry",
            delayMs: after.delayMs,
            code,
            message,
          }
    }
    default:
      return assertUnreachable(settlement)
  }
}

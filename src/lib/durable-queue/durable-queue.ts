import type { Pool, PoolClient, QueryResult, QueryResultRow } from "pg"
import { assertUnreachable } from "../assert-unreachable"
import { KeptPlans } from "../kept-plans"
import { RETRY_HORIZON_MS, planAfterFailure } from "./backoff"
import { type ClaimedRow, toClaimed } from "./claimed"
import {
  claimOneSql,
  claimProbeSql,
  claimSql,
  enqueueAgainSql,
  extendSql,
  hastenSql,
  oldestDueSql,
  reapSql,
  releaseSql,
  settleOneSql,
  settleSql,
  standingSql,
} from "./sql"
import type {
  AttemptOutcome,
  ClaimedJob,
  JobState,
  QueueStanding,
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
  private readonly plans = new KeptPlans()
  /** What is done for one job at a time, often. */
  private readonly oneJob: Record<"claim" | "claimProbe" | "settle", string>

  constructor(
    private readonly pool: Pool,
    readonly tables: QueueTables,
    private readonly leaseMs: number = LEASE_MS
  ) {
    this.oneJob = {
      claim: claimOneSql(tables),
      claimProbe: claimProbeSql(tables),
      settle: settleOneSql(tables),
    }
  }

  /** For logs: the table, and which of its jobs. */
  get name(): string {
    const { jobs, only } = this.tables
    return only ? `${jobs} (${only})` : jobs
  }

  /** Takes up to `limit` jobs that are due, oldest first. */
  async claim(limit: number): Promise<ClaimedJob[]> {
    return limit === 1
      ? this.claimOne("claim")
      : toClaimed(() =>
          this.pool.query<ClaimedRow>(claimSql(this.tables), [
            this.leaseMs,
            limit,
          ])
        )
  }

  /**
   * Takes one job to see with whether an outage is over: the oldest that is due, or else one that
   * waits after a failure.
   */
  async claimProbe(): Promise<ClaimedJob[]> {
    return this.claimOne("claimProbe")
  }

  private claimOne(by: "claim" | "claimProbe"): Promise<ClaimedJob[]> {
    return toClaimed(() => this.queryOne<ClaimedRow>(by, [this.leaseMs]))
  }

  private queryOne<Row extends QueryResultRow>(
    action: keyof typeof this.oneJob,
    values: unknown[]
  ): Promise<QueryResult<Row>> {
    const text = this.oneJob[action]
    return this.plans.run(text, (plan) =>
      this.pool.query<Row>({ ...plan, text, values })
    )
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
    const [only] = rows
    const { rows: settled } =
      only && rows.length === 1
        ? await this.queryOne<{ id: string }>("settle", parametersOf(only))
        : await this.pool.query<{ id: string }>(
            settleSql(this.tables),
            columnsOf(rows.map(parametersOf))
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

  /** How the queue stands: see {@link QueueStanding}. */
  async standing(): Promise<QueueStanding> {
    const { rows } = await this.pool.query<QueueStanding>(
      standingSql(this.tables)
    )
    const [row] = rows
    if (!row) {
      throw new Error("A count without a row")
    }
    return row
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

function parametersOf(row: SettleRow): unknown[] {
  const { job, state, delayMs, outcome, code, message } = row
  return [job.id, job.leaseToken, state, delayMs, outcome, code, message]
}

/** Rows as columns: PostgreSQL takes an array for each. */
function columnsOf(rows: readonly unknown[][]): unknown[][] {
  return PARAMETERS.map((column) => rows.map((row) => row[column]))
}

const PARAMETERS = [0, 1, 2, 3, 4, 5, 6]

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

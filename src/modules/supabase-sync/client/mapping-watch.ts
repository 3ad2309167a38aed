import type { Pool } from "pg"
import type { WorkerLog } from "../../../lib/durable-queue"
import { summarizeFailure } from "../../../lib/errors"
import { findMappingProblems } from "../domain/mapping-problems"
import { neededColumns } from "../domain/needed-columns"
import type { LegacyStockTable, LegacyStoreMapping } from "../types"
import { findColumns } from "./legacy-columns"

/** While something is amiss, or nothing is known yet. */
const LOOK_AGAIN_MS = 10_000
/** Columns may also come or go without a push that fails. */
const LOOK_IN_MS = 300_000
/** Pushes that fail one after the other need not have it looked at each time. */
const PAUSE_MS = 2_000

/** A column, table or right that is missing, or a type that does not fit. */
const MAPPING_FAILURE = /^legacy_store_(42703|42P01|42501|42804|42883|3F000)$/

/**
 * Compares the mapping with the legacy store's real columns, at start, now and then, and when a push
 * fails for their sake. Orders must be taken while that store is wrong, so nothing stops: what is
 * wrong is told in the log, by the status and by the ready probe.
 */
export class MappingWatch {
  private known: { problems: string[]; missing: ReadonlySet<string> } | null =
    null
  private looking: Promise<void> | null = null
  private lookedAt = -Infinity
  private timer: NodeJS.Timeout | undefined
  private running = false

  constructor(
    private readonly pool: Pool,
    private readonly mapping: LegacyStoreMapping,
    private readonly log: WorkerLog
  ) {}

  /** Each names a table or column and what to do; empty while all is well, or not yet known. */
  get problems(): readonly string[] {
    return this.known?.problems ?? []
  }

  start(): void {
    this.running = true
    this.lookQuietly()
  }

  stop(): void {
    this.running = false
    clearTimeout(this.timer)
  }

  /**
   * The table without a column that not every shop has, where this one has it not.
   *
   * @throws WorkError where that is not known yet and the store cannot be asked.
   */
  async resolve(table: LegacyStockTable): Promise<LegacyStockTable> {
    if (!table.inStock || !table.inStockOptional) {
      return table
    }
    if (!this.known) {
      await this.look()
    }
    return this.known?.missing.has(nameOf(table, table.inStock))
      ? { ...table, inStock: undefined }
      : table
  }

  /** What was amiss may be mended: looks again, beside the push. */
  noteSuccess(): void {
    if (this.problems.length > 0) {
      this.lookQuietly()
    }
  }

  /** Looks again where a push failed for the sake of a column, table or right. */
  async noteFailure(error: unknown): Promise<void> {
    const isFresh = performance.now() - this.lookedAt < PAUSE_MS
    if (MAPPING_FAILURE.test(summarizeFailure(error).code) && !isFresh) {
      await this.look().catch(() => undefined)
    }
  }

  /** @throws WorkError when the store cannot be asked. */
  look(): Promise<void> {
    this.looking ??= this.compare().finally(() => {
      this.looking = null
      this.lookLater()
    })
    return this.looking
  }

  /** A store that is out is told of by the push. */
  private lookQuietly(): void {
    this.look().catch(() => undefined)
  }

  private lookLater(): void {
    clearTimeout(this.timer)
    if (this.running) {
      const isWell = this.known?.problems.length === 0
      this.timer = setTimeout(
        () => {
          this.lookQuietly()
        },
        isWell ? LOOK_IN_MS : LOOK_AGAIN_MS
      )
      this.timer.unref()
    }
  }

  private async compare(): Promise<void> {
    this.lookedAt = performance.now()
    const needed = neededColumns(this.mapping)
    const found = await findColumns(this.pool, needed)
    const before = this.problems.join("\n")
    const problems = findMappingProblems(needed, found)
    const missing = new Set(
      needed
        .filter((_, index) => found[index]?.type === null)
        .map((column) => nameOf(column, column.column))
    )
    this.known = { problems, missing }
    if (problems.length > 0 && problems.join("\n") !== before) {
      this.log.error(
        `supabase sync: the legacy store is not as expected:\n${problems.map((problem) => `  - ${problem}`).join("\n")}`
      )
    } else if (problems.length === 0 && before !== "") {
      this.log.warn("supabase sync: the legacy store is as expected again")
    }
  }
}

function nameOf(
  { schema = "public", table }: Pick<LegacyStockTable, "schema" | "table">,
  column: string
): string {
  return JSON.stringify([schema, table, column])
}

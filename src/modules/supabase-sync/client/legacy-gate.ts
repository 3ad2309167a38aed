import type { Pool } from "pg"
import { createPool } from "../../../lib/create-pool"
import type { WorkerLog } from "../../../lib/durable-queue"
import { passingError } from "../../../lib/errors"
import { legacyConnection } from "../domain/legacy-connection"
import type {
  LegacyStoreConnection,
  LegacyStoreMapping,
  PushBatch,
  StockItemKind,
} from "../types"
import { type PushOutcomes, pushToLegacyStore } from "./legacy-store"
import { MappingWatch } from "./mapping-watch"

const CONNECTIONS = 4
/** A store that is slow, not out, may take so long to let one in. */
const CONNECT_MS = 15_000
/** Above the time limit that a statement has there: this one is for connections that lead nowhere. */
const QUERY_MS = 40_000

/** The legacy store as this process reaches it. */
export class LegacyGate {
  readonly pool: Pool
  readonly mapping: LegacyStoreMapping
  readonly watch: MappingWatch

  constructor(
    { url, caCertificate, mapping }: LegacyStoreConnection,
    log: WorkerLog
  ) {
    this.mapping = mapping
    this.pool = createPool(
      "medusa supabase-sync",
      {
        ...legacyConnection(url, caCertificate),
        max: CONNECTIONS,
        connectionTimeoutMillis: CONNECT_MS,
        query_timeout: QUERY_MS,
      },
      log
    )
    this.watch = new MappingWatch(this.pool, mapping, log)
  }

  /**
   * Writes figures of items of one kind under the version guard.
   *
   * @throws WorkError when the store cannot be reached or refuses: nothing is written.
   */
  async pushStock(kind: StockItemKind, push: PushBatch): Promise<PushOutcomes> {
    const table =
      kind === "variant" ? this.mapping.sellable : this.mapping.style
    if (!table) {
      throw passingError(
        "legacy_store_not_configured",
        "The mapping of the legacy store has no table for this"
      )
    }
    try {
      const columns = await this.watch.resolve(table)
      const outcomes = await pushToLegacyStore(this.pool, columns, push)
      this.watch.noteSuccess()
      return outcomes
    } catch (error) {
      await this.watch.noteFailure(error)
      throw error
    }
  }
}

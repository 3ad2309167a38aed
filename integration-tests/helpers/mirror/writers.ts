import { setTimeout as delay } from "node:timers/promises"
import type { Pool, PoolClient } from "pg"
import type { Shop } from "../shop"
import { quietPool } from "../throw-away-database"
import { seededRandom } from "../seeded-random"
import { API_OPERATIONS } from "./api-operations"
import type { Catalogue } from "./catalogue"
import { Dice } from "./dice"
import { LEVEL_OPERATIONS } from "./level-operations"
import { SHOP_OPERATIONS } from "./shop-operations"
import type { SqlOperation } from "./sql-operation"
import { VARIANT_OPERATIONS } from "./variant-operations"

const SQL_OPERATIONS: readonly SqlOperation[] = [
  ...LEVEL_OPERATIONS,
  ...VARIANT_OPERATIONS,
  ...SHOP_OPERATIONS,
]

/** All kinds that are done straight in Medusa's tables. */
export const SQL_KINDS: readonly string[] = SQL_OPERATIONS.map(
  ({ name }) => name
)

const SQL_WRITERS = 5
const API_WRITERS = 2
/** Percent of the transactions that come to nothing. */
const ROLLED_BACK = 4
const LONGEST_TRANSACTION_MS = 2_500
/** Between operations once there are enough, while the bad weather is not over yet. */
const UNHURRIED_MS = 20

/**
 * What writers do to each other: an invisible row, a unique index, a deadlock, a lock that took too
 * long. Not an operation, then; a shop's staff would try again.
 */
const MET_ANOTHER = /^(23505|23503|40001|40P01|55P03)$/

/** What the writers have done so far. */
export type Written = { count: number; byName: Map<string, number> }

/** Changes what can be sold in every way there is, several at once, until told to stop. */
export class Writers {
  readonly written: Written = { count: 0, byName: new Map() }
  private readonly pool: Pool
  /** Each kind once, before dice decide; however rare it is. */
  private readonly due: SqlOperation[] = [...SQL_OPERATIONS]
  private readonly dueOfApi = [...API_OPERATIONS]
  private running: Promise<unknown> | null = null
  private stopped = false

  constructor(
    private readonly shop: Shop,
    private readonly on: Catalogue,
    private readonly seed: number,
    /** So many operations are wanted. */
    private readonly wanted: number
  ) {
    // Their own: whoever waits for one of these connections waits for a writer to end.
    this.pool = quietPool(shop.environment.DATABASE_URL ?? "", SQL_WRITERS + 1)
  }

  start(): void {
    const writers = [
      ...Array.from({ length: SQL_WRITERS }, () => this.writeSql),
      ...Array.from({ length: API_WRITERS }, () => this.writeApi),
      this.writeSlowly,
    ]
    this.running = Promise.all(
      writers.map((write, index) =>
        write(new Dice(seededRandom(this.seed * 100 + index)))
      )
    ).finally(() => {
      this.stopped = true
    })
    this.running.catch(() => undefined /* told by stop */)
  }

  /** Whether there is no more to wait for: enough was written, or an error has ended it. */
  get isDone(): boolean {
    return this.stopped || this.hasEnough
  }

  private get hasEnough(): boolean {
    return this.written.count >= this.wanted
  }

  /** Waits for what is under way. @throws what any of them met that it should not have */
  async stop(): Promise<void> {
    this.stopped = true
    try {
      await this.running
    } finally {
      await this.pool.end()
    }
  }

  private readonly writeSql = async (dice: Dice): Promise<void> => {
    await this.withClient(async (client) => {
      while (!this.stopped) {
        await this.transaction(client, dice, 1, 0)
        await this.pause()
      }
    })
  }

  /** Changes that were made long before they are committed. */
  private readonly writeSlowly = async (dice: Dice): Promise<void> => {
    await this.withClient(async (client) => {
      while (!this.stopped) {
        const ms = dice.between(100, LONGEST_TRANSACTION_MS)
        await this.transaction(client, dice, dice.between(1, 4), ms)
      }
    })
  }

  private async transaction(
    client: PoolClient,
    dice: Dice,
    operations: number,
    holdMs: number
  ): Promise<void> {
    const chosen = Array.from(
      { length: operations },
      () => this.due.shift() ?? dice.weighted(SQL_OPERATIONS)
    )
    const keeps = !dice.percent(ROLLED_BACK)
    try {
      await client.query("BEGIN")
      for (const { statements } of chosen) {
        for (const [sql, values = []] of statements(this.on, dice)) {
          await client.query(sql, [...values])
        }
      }
      await delay(holdMs)
      await client.query(keeps ? "COMMIT" : "ROLLBACK")
      if (keeps) {
        chosen.forEach(({ name }) => this.count(name))
      }
    } catch (error) {
      await client.query("ROLLBACK")
      if (!MET_ANOTHER.test(String((error as { code?: unknown }).code))) {
        const names = chosen.map(({ name }) => name).join(", ")
        throw new Error(`${names} failed`, { cause: error })
      }
    }
    const missed = ({ name }: SqlOperation) => !this.written.byName.has(name)
    this.due.push(...chosen.filter(missed))
  }

  private readonly writeApi = async (dice: Dice): Promise<void> => {
    while (!this.stopped) {
      const { name, run } =
        this.dueOfApi.shift() ?? dice.weighted(API_OPERATIONS)
      try {
        await run(this.shop, this.on, dice)
        this.count(name)
      } catch {
        // The backend is being killed, or what it was asked for is not there just now.
        await delay(UNHURRIED_MS)
      }
      await this.pause()
    }
  }

  private async pause(): Promise<void> {
    if (this.hasEnough) {
      await delay(UNHURRIED_MS)
    }
  }

  private count(name: string): void {
    this.written.count += 1
    const { byName } = this.written
    byName.set(name, (byName.get(name) ?? 0) + 1)
  }

  private async withClient(
    run: (client: PoolClient) => Promise<void>
  ): Promise<void> {
    const client = await this.pool.connect()
    try {
      await client.query("SET lock_timeout = '1s'")
      await run(client)
    } finally {
      client.release(true)
    }
  }
}

import type { Pool } from "pg"
import {
  DurableQueue,
  Notifier,
  type WokenWorker,
} from "../../lib/durable-queue"
import { passingError } from "../../lib/errors"
import { isTableMissing, pushToLegacyOrders } from "./client/legacy-orders"
import {
  type ListedOrders,
  type OrderQuery,
  listOrders,
} from "./client/list-orders"
import {
  ORDER_CHANGE_CHANNEL,
  installOrderCapture,
  isOrderCaptured,
} from "./client/order-capture"
import {
  oldestOrderChangeMs,
  peekOrderChanges,
  queueOrders,
} from "./client/order-queue"
import {
  notePushedOrders,
  takeUnknownReports,
  wasAnyOrderPushed,
} from "./client/pushed-orders"
import {
  type OrdersToPushAgain,
  queueOrdersAgain,
} from "./client/queue-orders-again"
import type {
  CapturedOrderChange,
  OrderBatch,
  OrderPushOutcome,
  OrderState,
} from "./order-types"
import { type OrderWorkerOptions, createOrderWorker } from "./order-worker"
import type { LegacyOrderTable } from "./types"

/** Without a legacy store nobody waits for it; it only keeps the changes from piling up. */
const IDLE_MS = 10_000

export type OrderMirrorOptions = Omit<OrderWorkerOptions, "queue"> & {
  pool: Pool
  /** Null: nothing is pushed; changes are kept. */
  legacyPool: Pool | null
  /** Undefined: the legacy store keeps no orders. */
  table: LegacyOrderTable | undefined
  /** Told of each push that failed as a whole. */
  onPushFailed: (error: unknown) => Promise<void>
}

/** Sees that the legacy store hears what becomes of every order of the storefront. */
export class OrderMirror {
  readonly queue: DurableQueue
  private readonly worker: WokenWorker
  private readonly notifier: Notifier
  private idle: NodeJS.Timeout | undefined

  constructor(private readonly options: OrderMirrorOptions) {
    const { pool, log } = options
    this.queue = new DurableQueue(pool, {
      jobs: "legacy_order",
      attempts: "legacy_order_attempt",
    })
    this.worker = createOrderWorker({
      ...options,
      queue: this.queue,
      fold: () => this.fold(),
    })
    this.notifier = new Notifier(pool, ORDER_CHANGE_CHANNEL, (error) =>
      log.warn(`order mirror: workers were not woken: ${String(error)}`)
    )
  }

  start(): void {
    if (this.options.legacyPool) {
      this.worker.start()
    } else {
      this.idle = setInterval(() => void this.foldIdly(), IDLE_MS)
      this.idle.unref()
    }
    if (this.keepsOrders) {
      void this.warnIfNotCaptured()
    }
  }

  /** Takes nothing new, and gives back what does not finish in time. */
  stop(): Promise<void> {
    clearInterval(this.idle)
    return this.worker.stop()
  }

  /** Whether orders are to be told of, now or once there is a legacy store. */
  get keepsOrders(): boolean {
    return this.options.legacyPool === null || this.isConfigured
  }

  /** Whether the legacy store is told of orders. */
  get isConfigured(): boolean {
    return this.options.legacyPool !== null && this.options.table !== undefined
  }

  /** Installs the triggers that note every change of an order; may be run again. @throws Error */
  installCapture(): Promise<void> {
    return installOrderCapture(this.options.pool)
  }

  /** Whether the triggers are there, for the health check. */
  isCaptured(): Promise<boolean> {
    return isOrderCaptured(this.options.pool)
  }

  /** The oldest changes that wait; they stay until {@link queueOrders}. */
  peekChanges(limit: number): Promise<CapturedOrderChange[]> {
    return peekOrderChanges(this.options.pool, limit)
  }

  /** Asks for orders to be pushed and takes away the changes that led to them, in one commit. */
  queueOrders(
    orderIds: readonly string[],
    changeIds: readonly string[]
  ): Promise<void> {
    return queueOrders(this.options.pool, orderIds, changeIds)
  }

  /** How long the oldest work has been waiting, as a change or as an order, in ms. */
  async oldestDueMs(): Promise<number> {
    return Math.max(
      await this.queue.oldestDueMs(),
      await oldestOrderChangeMs(this.options.pool)
    )
  }

  /**
   * Writes what became of orders to the legacy store under the version guard.
   *
   * @throws WorkError when the store cannot be reached or refuses: nothing is written.
   */
  async push(batch: OrderBatch): Promise<Map<string, OrderPushOutcome>> {
    const { legacyPool, table } = this.options
    if (!legacyPool) {
      throw passingError(
        "legacy_store_not_configured",
        "SUPABASE_DB_URL is not set"
      )
    }
    if (!table) {
      return nowhere(batch)
    }
    return pushToLegacyOrders(legacyPool, table, batch).catch(
      async (error: unknown) => {
        if (await this.keepsNoOrders(error)) {
          return nowhere(batch)
        }
        await this.options.onPushFailed(error)
        throw error
      }
    )
  }

  /** Not every shop keeps orders there. One that did, and whose table is gone, has a fault. */
  private async keepsNoOrders(error: unknown): Promise<boolean> {
    return (
      isTableMissing(error) &&
      this.options.table?.optional === true &&
      !(await wasAnyOrderPushed(this.options.pool))
    )
  }

  /** Keeps what the legacy store was last told. */
  notePushed(orders: readonly OrderState[], version: number): Promise<void> {
    return notePushedOrders(this.options.pool, orders, version)
  }

  /** Of these orders those of which nobody has reported yet that the legacy store does not know them. */
  takeUnknownReports(orderIds: readonly string[]): Promise<string[]> {
    return takeUnknownReports(this.options.pool, orderIds)
  }

  /** The orders that are or were told of. */
  list(query: OrderQuery): Promise<ListedOrders> {
    return listOrders(this.options.pool, query)
  }

  /** Has orders pushed at once, whatever became of them before. @returns how many. */
  async pushAgain(choice: OrdersToPushAgain): Promise<number> {
    const count = await queueOrdersAgain(this.options.pool, this.queue, choice)
    this.notifier.notify()
    return count
  }

  private async fold(): Promise<void> {
    if ((await this.peekChanges(1)).length > 0) {
      await this.options.fold()
    }
  }

  private async foldIdly(): Promise<void> {
    await this.fold().catch((error: unknown) =>
      this.options.log.warn(`order mirror: fold failed: ${String(error)}`)
    )
  }

  private async warnIfNotCaptured(): Promise<void> {
    const { log } = this.options
    const isCaptured = await this.isCaptured().catch((error: unknown) => {
      log.warn(`order mirror: triggers were not checked: ${String(error)}`)
      return true
    })
    if (!isCaptured) {
      log.error(
        "order mirror: the triggers that note changes of orders are missing or disabled: the legacy store does not hear of them; run: npx medusa db:migrate"
      )
    }
  }
}

function nowhere({ orders }: OrderBatch): Map<string, OrderPushOutcome> {
  return new Map(orders.map(({ orderId }) => [orderId, "no_table"]))
}

import type { Pool } from "pg"
import type { QueuedItems } from "../types"
import {
  type ItemState,
  hasWaitingChanges,
  readItemStates,
} from "./item-states"
import { type MirrorStanding, readMirrorStanding } from "./mirror-standing"
import { type ItemNames, type NamedItems, findNamedItems } from "./named-items"
import { type Pruned, pruneStockHistory } from "./prune-stock-history"
import { type PushSelection, pushAgain } from "./push-again"
import { type ItemHistory, readItemHistory } from "./item-history"
import { readQueued } from "./stock-queue"
import {
  type StockStatus,
  countWaitingChanges,
  readStockStatus,
} from "./stock-status"

/** Looks into the queue of items and what became of it. */
export class StockDesk {
  constructor(
    private readonly pool: Pool,
    private readonly historyDays: number
  ) {}

  /** The queue's rows of some items, to be read before their stock is. */
  readQueued(itemIds: readonly string[]): Promise<QueuedItems> {
    return readQueued(this.pool, itemIds)
  }

  /** Where items are in the queue; «lately» goes back `latelyMs`. */
  readItemStates(
    itemIds: readonly string[],
    latelyMs: number
  ): Promise<Map<string, ItemState>> {
    return readItemStates(this.pool, itemIds, latelyMs)
  }

  /** Whether any change waits to be turned into items. */
  hasWaitingChanges(): Promise<boolean> {
    return hasWaitingChanges(this.pool)
  }

  /** How many changes wait, up to `WAITING_CHANGES_ALERT`. */
  countWaitingChanges(): Promise<number> {
    return countWaitingChanges(this.pool)
  }

  /** How the mirror stands. */
  status(): Promise<StockStatus> {
    return readStockStatus(this.pool)
  }

  /** How the mirror stands apart from its queues, to be asked often. */
  standing(): Promise<MirrorStanding> {
    return readMirrorStanding(this.pool)
  }

  /** The variants and products that some names stand for. */
  findNamed(names: ItemNames): Promise<NamedItems> {
    return findNamedItems(this.pool, names)
  }

  /** What became of an item, the newest first. */
  history(itemId: string, limit: number): Promise<ItemHistory> {
    return readItemHistory(this.pool, itemId, limit)
  }

  /** Has items pushed now that a person asks for. @returns how many */
  pushAgain(selection: PushSelection): Promise<number> {
    return pushAgain(this.pool, selection)
  }

  /** Takes away what is older than the history is kept, one batch of each kind. */
  prune(batch: number): Promise<Pruned> {
    return pruneStockHistory(this.pool, this.historyDays, batch)
  }
}

import type { WorkerLog } from "../../../lib/durable-queue"
import type { HeldLock } from "../types"
import { LEASE_SECONDS, type LockTable } from "./lock-table"

/** Two renewals may fail before anybody else can have the lock. */
const RENEW_EVERY_MS = (LEASE_SECONDS * 1_000) / 3

/** The locks of this process: kept alive while they are held, and no longer than it lives. */
export class HeldLocks {
  private readonly held = new Map<string, HeldLock>()
  private timer: NodeJS.Timeout | null = null

  constructor(
    private readonly table: LockTable,
    private readonly log: WorkerLog
  ) {}

  /** Notes a key that was just taken; who had it in this process before has lost it. */
  add(key: string, lock: HeldLock): void {
    this.held.get(key)?.onLost?.()
    this.held.set(key, lock)
    this.timer ??= setInterval(() => void this.renew(), RENEW_EVERY_MS).unref()
  }

  ownerOf(key: string): string | null {
    return this.held.get(key)?.owner ?? null
  }

  owners(): string[] {
    return [...new Set([...this.held.values()].map(({ owner }) => owner))]
  }

  keysOf(owner: string): string[] {
    return [...this.held].flatMap(([key, lock]) =>
      lock.owner === owner ? [key] : []
    )
  }

  drop(key: string, owner: string): void {
    if (this.ownerOf(key) === owner) {
      this.held.delete(key)
    }
    if (this.held.size === 0 && this.timer) {
      clearInterval(this.timer)
      this.timer = null
    }
  }

  private async renew(): Promise<void> {
    const now = Date.now()
    const locks = [...this.held]
    for (const [key, { owner, endsAt }] of locks) {
      if (endsAt <= now) {
        this.drop(key, owner)
      }
    }
    const due = locks.filter(([, { endsAt }]) => endsAt > now)
    try {
      const alive = await this.table.renew(
        due.map(([key, { owner }]) => ({ key, owner }))
      )
      for (const [key, lock] of due) {
        // One that was given back, or taken anew, meanwhile is not lost.
        if (!alive.has(key) && this.held.get(key) === lock) {
          this.drop(key, lock.owner)
          lock.onLost?.()
        }
      }
    } catch (error) {
      this.log.warn(
        `locks: not renewed, tried again: ${error instanceof Error ? error.message : String(error)}`
      )
    }
  }
}

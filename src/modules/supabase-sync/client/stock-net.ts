import type { WorkerLog } from "../../../lib/durable-queue"
import { summarizeFailure } from "../../../lib/errors"

/** After the last event of a window: by then what the triggers noted has been pushed. */
const QUIET_MS = 1_000
/** From the first: events that never stop are looked at all the same. */
const WINDOW_MS = 5_000
/** Before another look at what was just being pushed. */
const AGAIN_MS = 5_000

/** What an event of Medusa's names: rows of these tables. */
export const NOTICED_KINDS = [
  "levels",
  "reservations",
  "items",
  "variants",
  "products",
  "parts",
  "channelLinks",
  "locations",
] as const

export type NoticedKind = (typeof NOTICED_KINDS)[number]

/** Ids by their kind. */
export type Noticed = Partial<Record<NoticedKind, readonly string[]>>

export type StockNetOptions = {
  /** Looks at once whether there is something to push. */
  wake: () => void
  /**
   * Compares what can be sold now with what was last pushed, and queues what differs.
   *
   * @param sinceMs how long ago the first of the events came.
   * @returns variants and products to look at once more.
   */
  check: (noticed: Noticed, sinceMs: number) => Promise<Noticed>
  log: WorkerLog
}

/**
 * The second net: what Medusa's events name is compared with what was last pushed, for the case that
 * no trigger noted it. Kept in memory, and lost with the process: the third net is there for that. A
 * bulk update's 600 events are one comparison.
 */
export class StockNet {
  private readonly waiting = new Map<NoticedKind, Set<string>>()
  private openedAt: number | null = null
  private timer: NodeJS.Timeout | null = null
  private checking: Promise<void> | null = null
  private running = false

  constructor(private readonly options: StockNetOptions) {}

  start(): void {
    this.running = true
  }

  /** Forgets what waits; a check under way is waited for. */
  async stop(): Promise<void> {
    this.running = false
    if (this.timer) {
      clearTimeout(this.timer)
    }
    this.waiting.clear()
    await this.checking
  }

  /** Has what an event names looked at shortly. Cheap to call often; does nothing until started. */
  notice(noticed: Noticed): void {
    if (this.running) {
      this.options.wake()
      this.keep(noticed)
      this.schedule(QUIET_MS)
    }
  }

  private keep(noticed: Noticed): void {
    for (const kind of NOTICED_KINDS) {
      const ids = this.waiting.get(kind) ?? new Set()
      noticed[kind]?.forEach((id) => ids.add(id))
      this.waiting.set(kind, ids)
    }
  }

  private schedule(delayMs: number): void {
    if (this.checking) {
      return
    }
    const now = performance.now()
    this.openedAt ??= now
    if (this.timer) {
      clearTimeout(this.timer)
    }
    const leftMs = Math.max(0, this.openedAt + WINDOW_MS - now)
    this.timer = setTimeout(
      () => {
        this.checking = this.checkWaiting().finally(() => {
          this.checking = null
          if (this.running && this.isWaiting) {
            this.schedule(AGAIN_MS)
          }
        })
      },
      Math.min(delayMs, leftMs)
    )
    this.timer.unref()
  }

  private get isWaiting(): boolean {
    return [...this.waiting.values()].some((ids) => ids.size > 0)
  }

  private async checkWaiting(): Promise<void> {
    const noticed = Object.fromEntries(
      [...this.waiting].map(([kind, ids]) => [kind, [...ids]])
    )
    const sinceMs = performance.now() - (this.openedAt ?? performance.now())
    this.waiting.clear()
    this.openedAt = null
    try {
      this.keep(await this.options.check(noticed, sinceMs))
      this.options.wake()
    } catch (error) {
      this.keep(noticed)
      const { code, message } = summarizeFailure(error)
      this.options.log.warn(
        `supabase sync: check after events failed code=${code}: ${message}`
      )
    }
  }
}

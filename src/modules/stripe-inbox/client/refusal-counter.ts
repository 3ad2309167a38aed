import type { Pool } from "pg"

const FLUSH_MS = 5_000

const ADD = `
  INSERT INTO stripe_refusal (id, hour, code, count, last_at, created_at, updated_at)
  SELECT to_char(input.hour AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24') || ' ' || input.code,
         input.hour, input.code, input.count, input.last_at, clock_timestamp(), clock_timestamp()
  FROM unnest($1::timestamptz[], $2::text[], $3::int[], $4::timestamptz[]) AS input(hour, code, count, last_at)
  ORDER BY 1
  ON CONFLICT (id) DO UPDATE
  SET count = stripe_refusal.count + excluded.count,
      last_at = greatest(stripe_refusal.last_at, excluded.last_at),
      updated_at = clock_timestamp()`

type Count = { hour: Date; code: string; count: number; lastAt: Date }

/**
 * Counts refused deliveries by hour and cause, in memory, and adds them to the table every 5 s: who
 * floods the endpoint must not write a row each time. A process that is killed loses 5 s of counts.
 */
export class RefusalCounter {
  private counts = new Map<string, Count>()
  private timer: NodeJS.Timeout | null = null

  constructor(
    private readonly pool: Pool,
    private readonly onError: (error: unknown) => void
  ) {}

  add(code: string, now: Date = new Date()): void {
    const hour = new Date(Math.floor(now.getTime() / 3_600_000) * 3_600_000)
    this.merge({ hour, code, count: 1, lastAt: now })
    this.timer ??= setTimeout(() => void this.flush(), FLUSH_MS).unref()
  }

  /** Writes what was counted; what cannot be written is kept for the next time. */
  async flush(): Promise<void> {
    if (this.timer) {
      clearTimeout(this.timer)
      this.timer = null
    }
    const counts = [...this.counts.values()]
    if (counts.length === 0) {
      return
    }
    this.counts = new Map()
    try {
      await this.pool.query(ADD, [
        counts.map(({ hour }) => hour),
        counts.map(({ code }) => code),
        counts.map(({ count }) => count),
        counts.map(({ lastAt }) => lastAt),
      ])
    } catch (error) {
      counts.forEach((count) => {
        this.merge(count)
      })
      this.onError(error)
    }
  }

  private merge(count: Count): void {
    const key = `${count.hour.getTime()} ${count.code}`
    const known = this.counts.get(key)
    this.counts.set(
      key,
      known
        ? {
            ...count,
            count: known.count + count.count,
            lastAt: known.lastAt > count.lastAt ? known.lastAt : count.lastAt,
          }
        : count
    )
  }
}

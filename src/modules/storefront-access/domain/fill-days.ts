const DAY_MS = 86_400_000

export type DayOfUse = {
  /** UTC, as in `2026-11-21`. */
  day: string
  calls: number
  refused: number
}

/** The day of a time, UTC, as in `2026-11-21`. */
export function dayOf(time: Date): string {
  return time.toISOString().slice(0, 10)
}

/** So many days up to today, oldest first, also those without a call. */
export function fillDays(
  days: readonly DayOfUse[],
  today: Date,
  count: number
): DayOfUse[] {
  const known = new Map(days.map((day) => [day.day, day]))
  return Array.from({ length: count }, (_, at) => {
    const day = dayOf(new Date(today.getTime() - (count - 1 - at) * DAY_MS))
    const { calls = 0, refused = 0 } = known.get(day) ?? {}
    return { day, calls, refused }
  })
}

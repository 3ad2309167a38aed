import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** How drift came and went on one day. */
export type DriftDay = {
  /** Such as 2026-11-21, in UTC. */
  day: string
  found: number
  resolved: number
  /** At the end of the day, or now. */
  open: number
}

/*
 * What is not linked is left out: it is a thing of the catalogue, and thousands of it would hide
 * everything else.
 */
const TRENDS = `
  WITH counted AS (
    SELECT date_trunc('day', found_at AT TIME ZONE 'UTC') AS day, 1 AS found, 0 AS resolved
    FROM stock_drift WHERE deleted_at IS NULL AND cause <> 'not_linked'
    UNION ALL
    SELECT date_trunc('day', resolved_at AT TIME ZONE 'UTC'), 0, 1
    FROM stock_drift WHERE deleted_at IS NULL AND cause <> 'not_linked' AND resolved_at IS NOT NULL
    UNION ALL
    SELECT generate_series(today - (:days - 1) * interval '1 day', today, interval '1 day'), 0, 0
    FROM (SELECT date_trunc('day', clock_timestamp() AT TIME ZONE 'UTC') AS today) AS clock
  ), daily AS (
    SELECT day, sum(found) AS found, sum(resolved) AS resolved,
           sum(sum(found) - sum(resolved)) OVER (ORDER BY day) AS open
    FROM counted GROUP BY day
  )
  SELECT to_char(day, 'YYYY-MM-DD') AS day, found::int, resolved::int, open::int
  FROM daily
  WHERE day > date_trunc('day', clock_timestamp() AT TIME ZONE 'UTC') - :days * interval '1 day'
  ORDER BY day`

/** The last days, oldest first, each of them. */
export async function driftTrends(
  knex: Knex,
  days: number
): Promise<DriftDay[]> {
  const { rows } = await knex.raw<{ rows: DriftDay[] }>(TRENDS, { days })
  return rows
}

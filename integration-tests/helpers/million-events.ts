import type { Pool } from "pg"

export const EVENTS = 1_000_000

/*
 * A year of a large shop: finished events, whose payloads were pruned up to
 * yesterday, a few given up, and the backlog of a busy minute. Three events a payment.
 */
const FILL = `
  INSERT INTO stripe_event
    (id, type, livemode, payment, object_id, stripe_created_at, received_at, payload, state,
     run_at, attempt, total_attempts, claimed_generation, lease_token, lease_until, started_at,
     finished_at, failing_since, outcome_code)
  SELECT 'evt_' || md5(n::text), type, true, 'pi_' || md5((n / 3)::text), 'obj_' || n, at, at,
         CASE WHEN at > now() - interval '91 days' OR state NOT IN ('done', 'ignored') THEN '{}' END,
         state,
         CASE WHEN state = 'pending' AND n % 2 = 0 THEN now() + interval '10 min' ELSE at END,
         1, 1, 1,
         CASE WHEN state = 'running' THEN 'token_' || n END,
         CASE WHEN state = 'running' THEN now() - interval '1 s' END,
         at,
         CASE WHEN state IN ('done', 'ignored', 'dead') THEN at + interval '1 s' END,
         CASE WHEN state = 'pending' AND n % 2 = 0 THEN now() - interval '1 h' END,
         CASE WHEN state = 'ignored' THEN 'event_type_not_handled' END
  FROM (
    SELECT n, now() - (${EVENTS} - n) * interval '32 s' AS at,
           (ARRAY['charge.succeeded', 'payment_intent.succeeded', 'checkout.session.completed'])[1 + n % 3] AS type,
           CASE
             WHEN n % 2500 = 0 THEN 'dead'
             WHEN n % 20 = 0 THEN 'ignored'
             WHEN n > ${EVENTS - 1_500} AND n % 150 = 1 THEN 'running'
             WHEN n > ${EVENTS - 1_500} THEN 'pending'
             ELSE 'done'
           END AS state
    FROM generate_series(1, ${EVENTS}) AS n
  ) AS made`

/**
 * Fills `stripe_event` with a million events. The indexes of the migrations are made anew after the
 * rows, just as they were: that is quicker than to keep them while a million rows come in.
 */
export async function putMillionEvents(pool: Pool): Promise<void> {
  const { rows: indexes } = await pool.query<{
    indexname: string
    indexdef: string
  }>(
    "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'stripe_event' AND indexname <> 'stripe_event_pkey'"
  )
  for (const { indexname } of indexes) {
    await pool.query(`DROP INDEX "${indexname}"`)
  }
  await pool.query(FILL)
  for (const { indexdef } of indexes) {
    await pool.query(indexdef)
  }
  await pool.query("VACUUM ANALYZE stripe_event")
}

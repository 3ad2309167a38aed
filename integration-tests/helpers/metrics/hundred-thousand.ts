import type { Pool } from "pg"

export const ROWS = 100_000

/** A year of a large shop on its worst day: of everything that is counted there is far too much. */
const FILL: readonly string[] = [
  `INSERT INTO stripe_event
     (id, type, livemode, stripe_created_at, received_at, payload, state, run_at, failing_since, finished_at)
   SELECT 'evt_' || n, 'charge.succeeded', false, now(), now() - n * interval '1 s', NULL, state,
          now() - interval '1 min', CASE WHEN state = 'pending' THEN now() END,
          CASE WHEN state <> 'pending' THEN now() END
   FROM (SELECT n, (ARRAY['done', 'pending', 'dead'])[1 + n % 3] AS state
         FROM generate_series(1, 3 * ${ROWS}) AS n) AS made`,
  `INSERT INTO storefront_call (id, payment, called_by_type, told, state, run_at)
   SELECT 'scall_' || n, 'pi_call_' || n, 'api_key', '{}', 'pending', now()
   FROM generate_series(1, ${ROWS}) AS n`,
  `INSERT INTO storefront_payment
     (id, payment, amount, raw_amount, currency_code, livemode, source, state, created_at)
   SELECT 'spay_' || n, 'pi_' || n, 1, '{"value":"1"}', 'usd', false, 'webhook',
          CASE WHEN n % 2 = 0 THEN 'open' ELSE 'held' END, now() - interval '1 day'
   FROM generate_series(1, ${ROWS}) AS n`,
  `INSERT INTO storefront_issue (id, kind, subject, message, details, payment_id)
   SELECT 'siss_' || n, (ARRAY['oversold', 'dispute', 'totals_disagree'])[1 + n % 3], '', '', '{}', 'spay_' || n
   FROM generate_series(1, ${ROWS}) AS n`,
  `INSERT INTO stock_item (id, state, run_at, failing_since)
   SELECT 'variant_' || n, 'pending', now() - interval '1 min', now()
   FROM generate_series(1, ${ROWS}) AS n`,
  `INSERT INTO stock_change (inventory_item_id)
   SELECT 'iitem_' || n FROM generate_series(1, 2 * ${ROWS}) AS n`,
  `INSERT INTO stock_push (item_id, quantity, version, causes, pushed_at)
   SELECT 'variant_' || n, 1, n::text, '{}', now() - (${ROWS} - n) * interval '1 s'
   FROM generate_series(1, ${ROWS}) AS n`,
  `INSERT INTO stock_drift (id, item_id, kind, medusa_quantity, cause, found_at, seen_at)
   SELECT 'drift_' || n, 'variant_' || n, 'variant', 1, 'missed', now(), now()
   FROM generate_series(1, ${ROWS}) AS n`,
  `INSERT INTO stock_reconcile (id, kind, repairs, state, run_at, created_at, finished_at)
   SELECT 'recon_' || n, 'quick', true, 'done', now(), now() - n * interval '5 min', now()
   FROM generate_series(1, ${ROWS}) AS n`,
  `INSERT INTO legacy_order (id, state, run_at, finished_at)
   SELECT 'order_' || n, 'dead', now(), now() FROM generate_series(1, ${ROWS}) AS n`,
]

/** Fills each table that the metrics look at. */
export async function putHundredThousands(pool: Pool): Promise<void> {
  for (const statement of FILL) {
    await pool.query(statement)
  }
  await pool.query("VACUUM ANALYZE")
}

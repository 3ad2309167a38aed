import type { QueueTables } from "../types"
import { alsoOnly } from "./only"

/** Counts stop here, so that a backlog of millions is looked at as quickly as none. */
export const STANDING_COUNTED_TO = 10_000

/** No parameters; one row, times in ms before now. Reads indexes of the queue only as far as it counts. */
export function standingSql({ jobs, only }: QueueTables): string {
  const those = `deleted_at IS NULL ${alsoOnly({ only })}`
  return `
    WITH pending AS MATERIALIZED (
      SELECT run_at, failing_since FROM ${jobs}
      WHERE state = 'pending' AND ${those} ORDER BY run_at, id LIMIT ${STANDING_COUNTED_TO}
    ), dead AS (
      SELECT FROM ${jobs} WHERE state = 'dead' AND ${those} LIMIT ${STANDING_COUNTED_TO}
    )
    SELECT
      (SELECT count(*)::int FROM pending) AS pending,
      (SELECT count(*)::int FROM pending WHERE failing_since IS NOT NULL) AS failing,
      (SELECT count(*)::int FROM ${jobs} WHERE state = 'running' AND ${those}) AS running,
      (SELECT count(*)::int FROM dead) AS dead,
      (SELECT greatest(0, extract(epoch FROM clock_timestamp() - min(run_at)) * 1000)::float8
       FROM pending) AS oldest_due_ms,
      (SELECT (extract(epoch FROM clock_timestamp() - min(failing_since)) * 1000)::float8
       FROM pending) AS oldest_failing_ms`
}

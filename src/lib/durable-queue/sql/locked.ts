/**
 * The first of the statements' common tables, for those that write several jobs at once ($1 ids):
 * all lock in the order of the ids, so that no two of them wait for each other.
 */
export function lockedSql(jobs: string): string {
  return `locked AS (
      SELECT id FROM ${jobs} WHERE id = ANY($1::text[]) ORDER BY id FOR UPDATE
    )`
}

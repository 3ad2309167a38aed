/**
 * The first of the statements' common tables, for those that write several jobs at once ($1 ids):
 * all lock in the order of the ids, so that no two of them wait for each other.
 */
export function lockedSql(jobs: string): string {
  return `locked AS (
      SELECT id FROM ${jobs} WHERE id = ANY($1::text[]) ORDER BY id FOR UPDATE
    )`
}

/**
 * The same for jobs that are held ($1 ids, $2 tokens, and what else is said of each): what was said
 * of a job, with its row as it is once it is locked. {@link IS_HELD} then tells the ones that are
 * still ours.
 *
 * The row is looked up by its id alone. With a condition on the state or the token as well, the
 * planner, which has seen next to no running jobs, expects a single row, and compares each of a
 * thousand jobs with each of the others.
 *
 * @param columns what is said of each job, after its id and token
 */
export function heldSql(
  jobs: string,
  columns: readonly { name: string; type: string }[] = []
): string {
  const said = [
    { name: "id", type: "text" },
    { name: "lease_token", type: "text" },
    ...columns,
  ]
  const arrays = said.map(({ type }, index) => `$${index + 1}::${type}[]`)
  return `held AS (
      SELECT input.*, job.lease_token AS token_now, job.state AS state_now
      FROM unnest(${arrays.join(", ")}) AS input(${said.map(({ name }) => name).join(", ")})
      JOIN ${jobs} AS job ON job.id = input.id
      ORDER BY job.id
      FOR UPDATE OF job
    )`
}

/** Whether a row of {@link heldSql} is still ours. */
export const IS_HELD =
  "held.token_now = held.lease_token AND held.state_now = 'running'"

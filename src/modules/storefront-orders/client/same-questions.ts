import type { Pool } from "pg"

/** Open questions about the same item as another one. */
export type SameQuestions = {
  /** Oldest first. */
  ids: string[]
  /** How many there are, also beyond those listed. */
  count: number
}

const SAME = `
  SELECT other.id, count(*) OVER () AS count
  FROM storefront_issue AS issue
  JOIN storefront_issue AS other
    ON other.item_key = issue.item_key AND other.id <> issue.id
   AND other.deleted_at IS NULL AND other.answered_at IS NULL AND other.answer IS NULL
  WHERE issue.id = $1 AND issue.deleted_at IS NULL
  ORDER BY other.created_at, other.id LIMIT $2`

/** The open questions about the item of another question, which nobody has given an answer yet. */
export async function listSameQuestions(
  pool: Pool,
  issueId: string,
  limit: number
): Promise<SameQuestions> {
  const { rows } = await pool.query<{ id: string; count: string }>(SAME, [
    issueId,
    limit,
  ])
  return {
    ids: rows.map(({ id }) => id),
    count: Number(rows[0]?.count ?? 0),
  }
}

import type { Pool } from "pg"
import type { StaffAnswer } from "../domain/staff-answer"
import type { Actor, ActorType } from "../types"

/**
 * Proof that this process carries an answer out: the time, to the microsecond, at which it took it
 * in hand. Void once another process has taken it over.
 */
export type AnswerHold = {
  issueId: string
  since: string
}

/** An answer and who gave it. */
export type GivenAnswer = {
  answer: StaffAnswer
  actor: Actor
}

/** How a question stands. Times are UTC. */
export type AnswerState =
  | { kind: "missing" }
  | { kind: "open" }
  | (GivenAnswer & {
      /** `abandoned`: whoever carried it out has been gone for a while. */
      kind: "in_hand" | "abandoned"
      at: Date
    })
  /** Without an answer where the backend itself saw that there was nothing left to ask. */
  | { kind: "answered"; at: Date; answer: StaffAnswer | null; actor: Actor }

/** Longer than carrying out takes in bad weather; whoever died holds an answer no longer. */
const HOLD = "60 seconds"

const GIVE = `
  UPDATE storefront_issue
  SET answer = $2::jsonb, answering_since = clock_timestamp(),
      answered_by_type = $3, answered_by = $4, updated_at = clock_timestamp()
  WHERE id = $1 AND deleted_at IS NULL AND answer IS NULL AND answered_at IS NULL
  RETURNING answering_since::text AS since`

/**
 * Gives a question its answer, unless it has one: the first stands, and is carried out.
 *
 * @returns null where somebody was quicker, or the question is not there.
 */
export async function giveAnswer(
  pool: Pool,
  issueId: string,
  { answer, actor }: GivenAnswer
): Promise<AnswerHold | null> {
  const { rows } = await pool.query<{ since: string }>(GIVE, [
    issueId,
    JSON.stringify(answer),
    actor.type,
    actor.id,
  ])
  return rows[0] ? { issueId, since: rows[0].since } : null
}

const TAKE_OVER = `
  UPDATE storefront_issue
  SET answering_since = clock_timestamp(), updated_at = clock_timestamp()
  WHERE id = $1 AND deleted_at IS NULL AND answer IS NOT NULL AND answered_at IS NULL
    AND answering_since < clock_timestamp() - interval '${HOLD}'
  RETURNING answering_since::text AS since`

/** Takes an answer in hand that nobody carries out any more; null where somebody does. */
export async function takeAnswerOver(
  pool: Pool,
  issueId: string
): Promise<AnswerHold | null> {
  const { rows } = await pool.query<{ since: string }>(TAKE_OVER, [issueId])
  return rows[0] ? { issueId, since: rows[0].since } : null
}

const READ = `
  SELECT answer, answered_by_type, answered_by, answering_since, answered_at,
         answering_since < clock_timestamp() - interval '${HOLD}' AS is_abandoned
  FROM storefront_issue WHERE id = $1 AND deleted_at IS NULL`

type StateRow = {
  answer: StaffAnswer | null
  answered_by_type: ActorType | null
  answered_by: string | null
  answering_since: Date | null
  answered_at: Date | null
  is_abandoned: boolean | null
}

/** How a question stands now. */
export async function readAnswerState(
  pool: Pool,
  issueId: string
): Promise<AnswerState> {
  const { rows } = await pool.query<StateRow>(READ, [issueId])
  const [row] = rows
  if (!row) {
    return { kind: "missing" }
  }
  const { answer, answered_at: answeredAt, answering_since: since } = row
  const actor = { type: row.answered_by_type ?? "system", id: row.answered_by }
  if (answeredAt) {
    const given = answer && "answer" in answer ? answer : null
    return { kind: "answered", at: answeredAt, answer: given, actor }
  }
  return answer && since
    ? {
        kind: row.is_abandoned ? "abandoned" : "in_hand",
        at: since,
        answer,
        actor,
      }
    : { kind: "open" }
}

const ABANDONED = `
  SELECT id FROM storefront_issue
  WHERE deleted_at IS NULL AND answered_at IS NULL AND answering_since IS NOT NULL
    AND answering_since < clock_timestamp() - interval '${HOLD}'
  ORDER BY answering_since LIMIT $1`

/** The questions whose answer was given and not carried out, oldest first. */
export async function listAbandonedAnswers(
  pool: Pool,
  limit: number
): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(ABANDONED, [limit])
  return rows.map(({ id }) => id)
}

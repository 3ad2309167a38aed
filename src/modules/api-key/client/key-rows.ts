import type { Pool } from "pg"
import type { KeyRow } from "../types"

const FIND_LIKE = `
  SELECT 1 FROM api_key
  WHERE redacted = $1 AND type = 'secret' AND deleted_at IS NULL
    AND (revoked_at IS NULL OR revoked_at > now())
  LIMIT 1`

const READ = `
  SELECT id, token AS hash, '' AS token, redacted, title, type, created_by, created_at, updated_at,
         deleted_at, last_used_at, revoked_by, revoked_at
  FROM api_key
  WHERE id = $1 AND type = 'secret' AND deleted_at IS NULL
    AND (revoked_at IS NULL OR revoked_at > now())`

/** Never back: another process may have seen a later use. */
const NOTE_USES = `
  UPDATE api_key AS key
  SET last_used_at = used.at
  FROM unnest($1::text[], $2::timestamptz[]) AS used(id, at)
  WHERE key.id = used.id AND (key.last_used_at IS NULL OR key.last_used_at < used.at)`

/** Whether there is a key at all that looks like this one: Medusa finds the candidates by it. */
export async function isSomeKeyLike(
  pool: Pool,
  redacted: string
): Promise<boolean> {
  const { rowCount } = await pool.query(FIND_LIKE, [redacted])
  return rowCount !== 0
}

/** A key that is neither revoked nor deleted. One row by its primary key. */
export async function readKey(pool: Pool, id: string): Promise<KeyRow | null> {
  const { rows } = await pool.query<KeyRow>(READ, [id])
  return rows[0] ?? null
}

/** Writes when keys were last used. */
export async function noteUses(
  pool: Pool,
  uses: ReadonlyMap<string, Date>
): Promise<void> {
  await pool.query(NOTE_USES, [[...uses.keys()], [...uses.values()]])
}

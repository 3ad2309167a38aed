import type { Pool } from "pg"
import { RecentMap } from "../../../lib/recent-map"
import { SeenLately } from "../../../lib/seen-lately"
import type { KeyScope } from "../types"

/** As with the key itself: what was changed counts within 5 s in every process. */
const TRUSTED_MS = 2_000
const MAX_KEYS = 1_000

/** A key that nobody limited may call all that Medusa lets it. */
const DEFAULT: KeyScope = "staff"

const READ = `
  SELECT api_key_id, scope FROM key_scope
  WHERE api_key_id = ANY($1) AND deleted_at IS NULL`

/** A row to wait for: of two who set a key's scope for the first time, neither would see the other. */
const PREPARE = `
  INSERT INTO key_scope (api_key_id, scope, created_at, updated_at)
  VALUES ($1, '${DEFAULT}', clock_timestamp(), clock_timestamp())
  ON CONFLICT (api_key_id) DO NOTHING`

/** Who comes second waits for the first, and is told what that one set. */
const SET = `
  WITH before AS MATERIALIZED (
    SELECT api_key_id, scope, deleted_at FROM key_scope WHERE api_key_id = $1 FOR UPDATE
  )
  UPDATE key_scope AS kept
  SET scope = $2, updated_by = $3, updated_at = clock_timestamp(), deleted_at = NULL
  FROM before
  WHERE kept.api_key_id = before.api_key_id
  RETURNING CASE WHEN before.deleted_at IS NULL THEN before.scope END AS scope`

/** What each secret key may call. */
export class KeyScopes {
  private readonly seen = new RecentMap<string, SeenLately<KeyScope>>(MAX_KEYS)

  constructor(private readonly pool: Pool) {}

  /** What a key may call, as it was seen lately. @throws Error of the database: it is not guessed */
  of(keyId: string): Promise<KeyScope> {
    const known = this.seen.get(keyId)
    if (known) {
      return known.get()
    }
    const scope = new SeenLately(() => this.read(keyId), TRUSTED_MS)
    this.seen.set(keyId, scope)
    return scope.get()
  }

  /** What keys may call, as it is now. */
  async ofAll(keyIds: readonly string[]): Promise<Map<string, KeyScope>> {
    const { rows } = await this.pool.query<{
      api_key_id: string
      scope: KeyScope
    }>(READ, [keyIds])
    const set = new Map(rows.map((row) => [row.api_key_id, row.scope]))
    return new Map(keyIds.map((id) => [id, set.get(id) ?? DEFAULT]))
  }

  /** Here it counts at once, elsewhere within seconds. @returns what it was before */
  async set(
    keyId: string,
    scope: KeyScope,
    updatedBy: string | null
  ): Promise<KeyScope> {
    await this.pool.query(PREPARE, [keyId])
    const { rows } = await this.pool.query<{ scope: KeyScope | null }>(SET, [
      keyId,
      scope,
      updatedBy,
    ])
    this.seen.get(keyId)?.doubt()
    return rows[0]?.scope ?? DEFAULT
  }

  private async read(keyId: string): Promise<KeyScope> {
    return (await this.ofAll([keyId])).get(keyId) ?? DEFAULT
  }
}

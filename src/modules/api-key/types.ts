export type ApiKeyOptions = {
  databaseUrl: string
}

/** A key whose token was found right, without its hash. */
export type CheckedKey = {
  id: string
  redacted: string
  title: string
  type: "secret"
  created_by: string
  created_at: Date
  updated_at: Date
  deleted_at: null
  last_used_at: Date | null
  revoked_by: string | null
  /** When it stops being right, where that was decided. */
  revoked_at: Date | null
  /** Medusa's own has the hash here, which is nobody's business. */
  token: ""
}

/** What is to be said of a token. */
export type KeyVerdict =
  | { kind: "right"; key: CheckedKey }
  | { kind: "wrong" }
  /** The database does not answer, or too many keys are being checked. */
  | { kind: "unavailable" }

/** What Medusa's own check found. */
export type FoundKey = {
  id: string
  /** Of the token, salted, as it is in the row: as long as it is the same, so is the token. */
  hash: string
}

/** What a key's row says. */
export type KeyRow = CheckedKey & FoundKey

import {
  type RetryKind,
  WorkError,
  passingError,
  permanentError,
} from "../../lib/errors"
import { explainTlsFailure } from "./domain/explain-tls-failure"
import { adviceOnFailure } from "./domain/advice-on-failure"
import type { PushOutcome } from "./types"

/**
 * A database error of the legacy store as one of ours. Only what the data itself causes cannot get
 * better by waiting: SQLSTATE classes 22, 23 and 44, P0, which is what a trigger of the shop raises,
 * and a row that a policy does not let pass.
 * Class 40, a transaction that met another, concerns this push alone. All else is an outage, also a
 * missing column or permission, which a person mends while the queue waits.
 */
export function toLegacyStoreError(error: unknown): WorkError {
  const { code, message, routine } = (error ?? {}) as {
    code?: unknown
    message?: unknown
    routine?: unknown
  }
  const tls = explainTlsFailure(code, message)
  const state = tls?.code ?? (typeof code === "string" ? code : "unreachable")
  const said = typeof message === "string" && message ? message : "no answer"
  const text = tls
    ? `Legacy store refused: ${tls.advice} (${said})`
    : ["Legacy store", said, adviceOnFailure(state) ?? []].flat().join(": ")
  const retry = routine === POLICY_CHECK ? "permanent" : retryOfState(state)
  return new WorkError(retry, `legacy_store_${state}`, text, { cause: error })
}

/**
 * Where PostgreSQL checks what a policy lets pass: by its SQLSTATE it looks like a right that is
 * missing altogether (https://www.postgresql.org/docs/current/sql-createpolicy.html).
 */
const POLICY_CHECK = "ExecWithCheckOptions"

function retryOfState(state: string): RetryKind {
  if (/^(22|23|44|P0)/.test(state)) {
    return "permanent"
  }
  return state.startsWith("40") ? "passing" : "outage"
}

/** Why a figure did not arrive, for the attempt row; null when it did or a newer one is there. */
export function failureOfOutcome(outcome: PushOutcome): WorkError | null {
  switch (outcome) {
    case "written":
    case "superseded":
      return null
    case "not_found":
      return permanentError(
        "legacy_row_not_found",
        "No row of the legacy store carries this id in its Medusa column; link it, then push again"
      )
    case "refused":
      return passingError(
        "legacy_row_refused",
        "The legacy store did not take the update though the row is there; check the row-level security policies of medusa_sync"
      )
    case "locked":
      return passingError(
        "legacy_row_locked",
        "Another transaction in the legacy store keeps this row locked; if it stays so, end that transaction (select * from pg_locks there)"
      )
  }
}

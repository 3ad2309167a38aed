const COLUMNS =
  "compare its tables with SUPABASE_STOCK_PRESET or SUPABASE_STOCK_MAPPING, and run scripts/supabase/01-medusa-columns.sql there"
const REFUSED_NUMBER =
  "a rule of the shop refuses what is written to this row; change the rule or the row there, then push again"

/** By SQLSTATE, the whole of it or its class (https://www.postgresql.org/docs/current/errcodes-appendix.html). */
const ADVICE: Readonly<Record<string, string>> = {
  "22": "the column there cannot hold this number; widen it, then push again",
  "23": REFUSED_NUMBER,
  "25006":
    "it leads to a read-only replica; have SUPABASE_DB_URL lead to the primary",
  "28": "correct user and password in SUPABASE_DB_URL",
  "3D": "correct the database's name in SUPABASE_DB_URL",
  "3F": COLUMNS,
  "42501":
    "run scripts/supabase/02-sync-role.sql there, and look at its row-level security",
  "42": COLUMNS,
  "44": REFUSED_NUMBER,
  "53": "it is out of connections or space; see its dashboard",
  "55P03": "another transaction there keeps the table locked; end it",
  "57014": "it took too long; see what keeps it busy",
  P0: REFUSED_NUMBER,
}

/** What a person can do about an error of the legacy store; null where waiting is all. */
export function adviceOnFailure(state: string): string | null {
  return ADVICE[state] ?? ADVICE[state.slice(0, 2)] ?? null
}

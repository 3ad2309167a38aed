import type { ColumnClass, NeededColumn } from "./needed-columns"

/** What the legacy store says of a column, in the order asked for. */
export type FoundColumn = {
  tableExists: boolean
  /** A view has no indexes of its own. */
  isTable: boolean
  /** PostgreSQL's name of its type, such as `int4`; null where there is no such column. */
  type: string | null
  mayUseSchema: boolean
  mayRead: boolean
  mayWrite: boolean
  isIndexed: boolean
  /** False where row-level security is on and no policy lets the role update any row. */
  mayUpdateRows: boolean
}

/** PostgreSQL's types by what they can hold. Ids are compared as text, which a uuid is not. */
const TYPES: Record<ColumnClass, readonly string[]> = {
  text: ["text", "varchar", "bpchar", "citext"],
  number: ["int2", "int4", "int8", "numeric", "float4", "float8"],
  // Versions are the clock in microseconds: greater than an integer.
  bigint: ["int8", "numeric"],
  boolean: ["bool"],
  "text[]": ["_text", "_varchar"],
  timestamptz: ["timestamptz", "timestamp"],
}

const COLUMNS_SQL = "run scripts/supabase/01-medusa-columns.sql there"
const ROLE_SQL = "run scripts/supabase/02-sync-role.sql there"
const MAPPING = "correct SUPABASE_STOCK_PRESET or SUPABASE_STOCK_MAPPING"

/**
 * What stands in the way of writing to the legacy store, each with what to do, for people; empty
 * where all is well.
 *
 * @param found one for each of the needed.
 */
export function findMappingProblems(
  needed: readonly NeededColumn[],
  found: readonly FoundColumn[]
): string[] {
  const problems = needed.flatMap((column, index) => {
    const there = found[index]
    return there ? problemsOf(column, there) : []
  })
  return [...new Set(problems)]
}

function problemsOf(needed: NeededColumn, found: FoundColumn): string[] {
  const table = `${needed.schema}.${needed.table}`
  const name = `${table}.${needed.column}`
  if (!found.tableExists) {
    return needed.optional === "table"
      ? []
      : [`${table} is missing: create it, or ${MAPPING}`]
  }
  if (!found.mayUseSchema) {
    return [`The schema ${needed.schema} is not open to the role: ${ROLE_SQL}`]
  }
  if (found.type === null) {
    return needed.optional === "column" ? [] : [whereMissing(needed, name)]
  }
  return [
    ...(TYPES[needed.holds].includes(found.type)
      ? []
      : [
          `${name} (${needed.setting}) is of type ${found.type} but must hold ${needed.holds}: ${MAPPING}, or change its type`,
        ]),
    ...(needed.isRead && !found.mayRead
      ? [`${name} must not be read by the role: ${ROLE_SQL}`]
      : []),
    ...(needed.isWritten && !found.mayWrite
      ? [`${name} must not be written by the role: ${ROLE_SQL}`]
      : []),
    ...(needed.isKey && found.isTable && !found.isIndexed
      ? [
          `${name} has no index, so each push reads the whole table: ${COLUMNS_SQL}, or create one`,
        ]
      : []),
    ...(found.mayUpdateRows
      ? []
      : [
          `Row-level security of ${table} lets the role update no row: ${ROLE_SQL}`,
        ]),
  ]
}

function whereMissing({ setting, isOurs }: NeededColumn, name: string): string {
  return isOurs
    ? `${name} (${setting}) is missing: ${COLUMNS_SQL}, or ${MAPPING}`
    : `${name} (${setting}) is missing: rename it back, or ${MAPPING}`
}

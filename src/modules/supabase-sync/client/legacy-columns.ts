import type { Pool } from "pg"
import type { FoundColumn } from "../domain/mapping-problems"
import type { NeededColumn } from "../domain/needed-columns"
import { arrayLiteral, askLegacyStore } from "./legacy-statement"

type ColumnRow = {
  table_exists: boolean
  is_table: boolean
  type: string | null
  may_use_schema: boolean
  may_read: boolean
  may_write: boolean
  is_indexed: boolean
  may_update_rows: boolean
}

/** By the catalogue's own tables: names are looked up without a right to their schema. */
function columnsSql(columns: readonly NeededColumn[]): string {
  const list = (of: (column: NeededColumn) => string): string =>
    arrayLiteral(columns.map(of))
  return `
    SELECT class.oid IS NOT NULL AS table_exists,
           coalesce(class.relkind IN ('r', 'p'), false) AS is_table,
           coalesce(base.typname, type.typname) AS type,
           coalesce(has_schema_privilege(namespace.oid, 'USAGE'), false) AS may_use_schema,
           coalesce(has_column_privilege(class.oid, attribute.attnum, 'SELECT'), false) AS may_read,
           coalesce(has_column_privilege(class.oid, attribute.attnum, 'UPDATE'), false) AS may_write,
           EXISTS (
             SELECT FROM pg_index
             WHERE indrelid = class.oid AND indisvalid AND indkey[0] = attribute.attnum
           ) AS is_indexed,
           NOT coalesce(row_security_active(class.oid), false) OR EXISTS (
             SELECT FROM pg_policy
             WHERE polrelid = class.oid AND polpermissive AND polcmd IN ('*', 'w')
               AND EXISTS (SELECT FROM unnest(polroles) AS role
                           WHERE role = 0 OR pg_has_role(role, 'USAGE'))
           ) AS may_update_rows
    FROM unnest(${list(({ schema }) => schema)}::name[],
                ${list(({ table }) => table)}::name[],
                ${list(({ column }) => column)}::name[])
      WITH ORDINALITY AS wanted(schema_name, table_name, column_name, place)
    LEFT JOIN pg_namespace AS namespace ON namespace.nspname = wanted.schema_name
    LEFT JOIN pg_class AS class
      ON class.relnamespace = namespace.oid AND class.relname = wanted.table_name
        AND class.relkind IN ('r', 'p', 'v', 'f')
    LEFT JOIN pg_attribute AS attribute
      ON attribute.attrelid = class.oid AND attribute.attname = wanted.column_name
        AND attribute.attnum > 0 AND NOT attribute.attisdropped
    LEFT JOIN pg_type AS type ON type.oid = attribute.atttypid
    LEFT JOIN pg_type AS base ON base.oid = type.typbasetype
    ORDER BY wanted.place`
}

/**
 * What the legacy store says of the columns, in the order given.
 *
 * @throws WorkError when it cannot be asked.
 */
export async function findColumns(
  pool: Pool,
  columns: readonly NeededColumn[]
): Promise<FoundColumn[]> {
  const rows = await askLegacyStore<ColumnRow>(pool, columnsSql(columns))
  return rows.map((row) => ({
    tableExists: row.table_exists,
    isTable: row.is_table,
    type: row.type,
    mayUseSchema: row.may_use_schema,
    mayRead: row.may_read,
    mayWrite: row.may_write,
    isIndexed: row.is_indexed,
    mayUpdateRows: row.may_update_rows,
  }))
}

import type { Client } from "pg"

/**
 * Everything that the SQL files may touch, written down so that two states can
 * be compared: columns, indexes, policies, rights, triggers, functions, schemas.
 */
export async function describeDatabase(
  client: Client
): Promise<Record<string, string[]>> {
  const parts = {
    columns: `
      select concat_ws(' ', attrelid::regclass, attname, format_type(atttypid, atttypmod))
      from pg_attribute join pg_class on pg_class.oid = attrelid
      where relnamespace = 'public'::regnamespace and relkind = 'r'
        and attnum > 0 and not attisdropped`,
    indexes: "select indexdef from pg_indexes where schemaname = 'public'",
    policies: `
      select concat_ws(' ', tablename, policyname, cmd, roles, qual, with_check)
      from pg_policies where schemaname = 'public'`,
    rights: `
      select concat_ws(' ', table_name, column_name, privilege_type)
      from information_schema.column_privileges where grantee = 'medusa_sync'`,
    triggers:
      "select pg_get_triggerdef(oid) from pg_trigger where not tgisinternal",
    functions: `
      select pg_get_functiondef(oid) from pg_proc
      where pronamespace in (
        select oid from pg_namespace where nspname in ('public', 'medusa_writeback'))`,
    schemas: "select nspname from pg_namespace where nspname !~ '^pg_'",
  }
  const described: Record<string, string[]> = {}
  for (const [part, sql] of Object.entries(parts)) {
    const { rows } = await client.query<string[]>({
      text: sql,
      rowMode: "array",
    })
    described[part] = rows.map(([line]) => String(line)).sort()
  }
  return described
}

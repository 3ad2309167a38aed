import { readFile } from "node:fs/promises"
import path from "node:path"
import type { ClientBase } from "pg"

const scriptsFolder = path.join(__dirname, "..")

/** The SQL that a shop owner runs in Supabase, in its order. */
export const supabaseSqlFiles = [
  "supabase/01-medusa-columns.sql",
  "supabase/02-sync-role.sql",
  "supabase/03-writeback-trigger.sql",
  "supabase/04-call-outbox.sql",
] as const

/** What takes that SQL back, in its order. */
export const supabaseUndoSqlFiles = [
  "supabase/04-call-outbox-undo.sql",
  "supabase/03-writeback-trigger-undo.sql",
  "supabase/02-sync-role-undo.sql",
  "supabase/01-medusa-columns-undo.sql",
] as const

/**
 * Runs an SQL file of `scripts/` as Supabase's editor would: all of it at once.
 *
 * @param file relative to `scripts/`
 * @returns what the database said on the way: its notices and warnings
 * @throws the database's error, with the file's name before the message. The
 *   file's own transaction is rolled back by then.
 */
export async function runSqlFile(
  client: ClientBase,
  file: string
): Promise<string[]> {
  const sql = await readFile(path.join(scriptsFolder, file), "utf8")
  const notices: string[] = []
  const listen = (notice: { message?: string }): void => {
    notices.push(notice.message ?? "")
  }
  client.on("notice", listen)
  try {
    await client.query(sql)
  } catch (error) {
    await client.query("rollback")
    if (error instanceof Error) {
      error.message = `${file}: ${error.message}`
    }
    throw error
  } finally {
    client.off("notice", listen)
  }
  return notices
}

/** What a statement does to rows. */
export type CapturedOperation = "INSERT" | "UPDATE" | "DELETE"

/** Which change rows one kind of statement on a table leaves behind. */
export type CaptureNote = {
  on: CapturedOperation
  /** The columns of `stock_change` that {@link select} fills. */
  into: readonly string[]
  /** Reads the transition tables `old_rows` and `new_rows`, as far as the operation has them. */
  select: string
}

/** A table of which what can be sold depends. */
export type CapturedTable = {
  table: string
  /** What the capture relies on, for it to fail loudly where that is not there. */
  columns: readonly string[]
  notes: readonly CaptureNote[]
}

const TRANSITION_TABLES: Record<CapturedOperation, string> = {
  INSERT: "NEW TABLE AS new_rows",
  UPDATE: "OLD TABLE AS old_rows NEW TABLE AS new_rows",
  DELETE: "OLD TABLE AS old_rows",
}

/** The same on each table. */
export function triggerName(operation: CapturedOperation): string {
  return `stock_capture_${operation.toLowerCase()}`
}

/*
 * Statement-level, with transition tables: one insert for a bulk update of 600 levels, and no lock
 * beyond the append. The notification goes out when the change commits, and only then.
 */
/** Makes, or makes anew, the triggers of a table and the functions they call. */
export function captureSql({ table, notes }: CapturedTable): string {
  return notes
    .map(({ on, into, select }) => {
      const capture = `stock_capture_${table}_${on.toLowerCase()}`
      return `
        CREATE OR REPLACE FUNCTION ${capture}() RETURNS trigger LANGUAGE plpgsql AS $capture$
        BEGIN
          INSERT INTO stock_change (${into.join(", ")})
          ${select};
          IF FOUND THEN
            PERFORM pg_notify('stock_change', '');
          END IF;
          RETURN NULL;
        END
        $capture$;
        CREATE OR REPLACE TRIGGER ${triggerName(on)} AFTER ${on} ON ${table}
          REFERENCING ${TRANSITION_TABLES[on]}
          FOR EACH STATEMENT EXECUTE FUNCTION ${capture}()`
    })
    .join(";\n")
}

/**
 * The rows that a statement brought, took away or really changed, in both their forms; null and a
 * time are all that a `deleted_at` may say, so only whether there is one counts.
 *
 * @param columns what of a row counts: SQL, the same for both forms.
 */
export function changedRows(
  on: CapturedOperation,
  columns: readonly string[]
): string {
  const form = (rows: string) => `SELECT ${columns.join(", ")} FROM ${rows}`
  switch (on) {
    case "INSERT":
      return form("new_rows")
    case "DELETE":
      return form("old_rows")
    case "UPDATE":
      return `(${form("new_rows")} EXCEPT ${form("old_rows")})
          UNION ALL (${form("old_rows")} EXCEPT ${form("new_rows")})`
  }
}

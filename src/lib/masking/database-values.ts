import { MASKED } from "./contacts"

/** How PostgreSQL quotes a row in the detail of an error: https://www.postgresql.org/docs/current/protocol-error-fields.html */
const VALUES: readonly (readonly [form: RegExp, shown: string])[] = [
  [
    /(\bKey \([^)]*\))=\(.*?\)(?= (?:already|is |conflicts)|$)/gm,
    `$1=(${MASKED})`,
  ],
  [/(\bFailing row contains) \(.*\)/g, `$1 (${MASKED})`],
  [/(\binvalid input (?:syntax|value) for [^:"]+: )".*"/g, `$1"${MASKED}"`],
  [/(\bvalue) ".*"( is out of range)/g, `$1 "${MASKED}"$2`],
]

/** As MikroORM writes it; a sentence that says «update» is none. */
const STATEMENT =
  /\b(?:insert into "|delete from "|update "[^"]+" set |select .{1,2000} from ")/i
const LITERAL = /'(?:[^']|'')*'/g

/**
 * Takes the values out of what PostgreSQL says of a row, and out of a statement that the ORM puts
 * before it: the names of tables, columns and constraints stay.
 */
export function withoutDatabaseValues(text: string): string {
  const masked = VALUES.reduce(
    (rest, [form, shown]) => rest.replace(form, shown),
    text
  )
  return STATEMENT.test(masked)
    ? masked.replace(LITERAL, `'${MASKED}'`)
    : masked
}

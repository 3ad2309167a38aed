import { withoutCardNumbers } from "./card-numbers"
import { MASKED, withoutContacts } from "./contacts"
import { withoutCredentials } from "./credentials"
import { withoutDatabaseValues } from "./database-values"
import { isPersonalKey } from "./personal-keys"

/** Nobody reads further, and the time it takes grows with it. */
const MAX_LENGTH = 16_384

/** `"name":"Jo"` of JSON, also within JSON, and `name: 'Jo'` of an object that was printed. */
const FIELD =
  /(\\?"|\b)([A-Za-z_][\w-]*)(\1:\s*)(\\?"|')((?:(?!\4)(?:\\.|[^\\]))*)\4/g

/**
 * What may be printed, or kept as an error, of a text that anything may have got into: without
 * secrets and credentials, e-mail addresses, phone and card numbers, the values of a row that
 * PostgreSQL quotes, and the fields of a printed object that tell who somebody is.
 */
export function maskText(text: string): string {
  const withoutSecrets = withoutCredentials(text.slice(0, MAX_LENGTH))
  return withoutCardNumbers(
    withoutContacts(
      withoutPersonalFields(withoutDatabaseValues(withoutSecrets))
    )
  )
}

function withoutPersonalFields(text: string): string {
  return text.includes(":")
    ? text.replace(
        FIELD,
        (
          field: string,
          open: string,
          key: string,
          middle: string,
          quote: string
        ) =>
          isPersonalKey(key, null)
            ? `${open}${key}${middle}${quote}${MASKED}${quote}`
            : field
      )
    : text
}

import { MASKED } from "./contacts"

/** What lets somebody in, by its form; what stands in `$1` says what it was. */
const CREDENTIALS: readonly (readonly [form: RegExp, shown: string])[] = [
  // Stripe's and Medusa's secret keys; a publishable one, pk_, is public.
  [/\b([sr]k_)\w{6,}/g, `$1${MASKED}`],
  [/\b(whsec_)[\w+/=-]+/g, `$1${MASKED}`],
  // JSON Web Tokens: staff sessions, resets of passwords.
  [/\beyJ[\w-]{6,2000}\.[\w-]+\.[\w-]*/g, MASKED],
  [/\b(basic|bearer)\s+[\w.+/=:~-]{16,}/gi, `$1 ${MASKED}`],
  // postgres://user:password@host, redis://:password@host
  [/\b([a-z][a-z\d+.-]{0,20}:\/\/)[^\s/@"'`]{1,512}@/gi, `$1${MASKED}@`],
  [/\b(connect\.sid=)[^\s;,"']+/gi, `$1${MASKED}`],
  [
    /\b((?:[\w-]{0,40}(?:password|passwd|secret|api[_-]?key|signature)|(?:access|auth|reset)[_-]?token|token|authorization|cookie)(?:\\?["'])?\s*[:=]\s*(?:\\?["'])?)[^\s"'\\,;&)}\]]{4,}/gi,
    `$1${MASKED}`,
  ],
]

/** Takes secret keys, tokens, passwords and signing secrets out of whatever text they stand in. */
export function withoutCredentials(text: string): string {
  return CREDENTIALS.reduce(
    (masked, [form, shown]) => masked.replace(form, shown),
    text
  )
}

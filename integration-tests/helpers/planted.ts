import { STAFF } from "./shop-template"

/** What no output may hold, whatever was done: by its form, so that each new key and person counts. */
const FORMS: Readonly<Record<string, RegExp>> = {
  "a secret key of Medusa's": /\bsk_[0-9a-f]{64}\b/,
  "a key of Stripe's": /\b[sr]k_(?:test|live)_\w+/,
  "a webhook's secret": /\bwhsec_\w+/,
  "a session token": /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]+/,
  "a credential": /\b(?:basic|bearer)\s+[\w.+/=-]{20,}/i,
  "a session cookie": /connect\.sid=s/,
  "an address with a password": /\b[a-z]+:\/\/[^\s/@"']*:[^\s/@"']+@/i,
  "an e-mail address": /[\w.+-]+@[\w-]+\.[a-z]{2,}/i,
  "a phone number": /\+\d{1,3}\d{3}55501\d\d/,
  "a card number": /\b4242[ -]?4242[ -]?4242[ -]?4242\b/,
}

/** The words of this suite's shops: their secrets, and the customers that the stand-in makes up. */
const WORDS = [
  STAFF.password,
  "medusa-sync-for-tests",
  "only-for-development-and-tests",
  ...["Whitfield", "Moreno", "Okafor", "Lindqvist", "Nguyen", "Rossi"],
  ...["1420 Portage", "88 W Monroe", "2215 Guadalupe", "604 Peachtree"],
  ...["310 Lake Ave", "275 King St", "91 Wellington", "18 Ouellette"],
  ...["1-1 Marunouchi", "Block 3, Street 12"],
]

/**
 * Secrets and persons in a text, each with the line it stands in; empty where there is none.
 *
 * @param own further texts that must not be there, such as a key that a test has made
 */
export function plantedIn(
  text: string,
  own: readonly string[] = []
): { what: string; line: string }[] {
  return text.split("\n").flatMap((line) => [
    ...Object.entries(FORMS)
      .filter(([, form]) => form.test(line))
      .map(([what]) => ({ what, line })),
    ...[...WORDS, ...own]
      .filter((word) => line.includes(word))
      .map((what) => ({ what, line })),
  ])
}

/** @throws Error that names the first lines with a secret or a person in them */
export function expectNothingPlanted(
  where: string,
  text: string,
  own: readonly string[] = []
): void {
  const found = plantedIn(text, own)
  if (found.length > 0) {
    const lines = found.slice(0, 5).map(({ what, line }) => `${what}: ${line}`)
    throw new Error(
      `F70: ${found.length} secrets or persons in ${where}:\n${lines.join("\n")}`
    )
  }
}

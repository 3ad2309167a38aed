import {
  MASKED,
  withoutContactsAndAddresses as withoutContacts,
} from "../../../lib/masking/contacts"
import {
  isPersonalKey,
  isPersonalObjectKey,
  isVouchedKey,
  isVouchedMetadataKey,
} from "../../../lib/masking/personal-keys"

const MAX_DEPTH = 64

/**
 * - `plain`: Stripe's own fields
 * - `personal`: within an object about a person, where little but the country is shown
 * - `metadata`: what the shop and its customers wrote, where only known keys are shown
 */
type Surroundings = "plain" | "personal" | "metadata"

/** Of what is inside a person's object: the country, and what kind of thing it is. */
const SHOWN_OF_PERSON = new Set(["country", "object", "type", "key"])

type Place = {
  key: string
  owner: unknown
  within: Surroundings
  depth: number
}

/**
 * A copy of any JSON without what tells who somebody is: names, e-mail addresses, phone numbers,
 * addresses but the country, IP addresses, what customers wrote, and links and secrets that lead
 * to it. Ids, amounts, states, sizes and SKUs stay readable.
 *
 * A text is shown only where something vouches for it, its key or its form; what Stripe may add
 * tomorrow is masked until somebody looks at it. What is null stays null.
 */
export function maskPersonalData(json: unknown): unknown {
  return mask(json, { key: "", owner: null, within: "plain", depth: 0 })
}

function mask(value: unknown, place: Place): unknown {
  if (value === null || typeof value === "boolean") {
    return value
  }
  if (place.depth > MAX_DEPTH) {
    return MASKED
  }
  if (Array.isArray(value)) {
    return value.map((element: unknown) =>
      mask(element, { ...place, depth: place.depth + 1 })
    )
  }
  if (typeof value === "object") {
    return maskObject(value, place)
  }
  return typeof value === "string"
    ? maskText(value, place)
    : maskNumber(value, place)
}

function maskObject(owner: object, { key, within, depth }: Place): object {
  const inside = surroundingsOf(key, within)
  return Object.fromEntries(
    Object.entries(owner).map(([name, field]: [string, unknown]) => [
      withoutContacts(name),
      mask(field, { key: name, owner, within: inside, depth: depth + 1 }),
    ])
  )
}

function surroundingsOf(key: string, within: Surroundings): Surroundings {
  if (within === "personal" || isPersonalObjectKey(key)) {
    return "personal"
  }
  return within === "metadata" || key === "metadata" ? "metadata" : "plain"
}

function maskText(text: string, { key, owner, within, depth }: Place): string {
  if (text === "") {
    return text
  }
  switch (within) {
    case "personal":
      return SHOWN_OF_PERSON.has(key) && isMachineText(text) ? text : MASKED
    case "metadata":
      return isVouchedMetadataKey(key, owner)
        ? maskVouched(text, { key, owner, within, depth })
        : MASKED
    case "plain":
      if (isPersonalKey(key, owner)) {
        return MASKED
      }
      return isVouchedKey(key, owner) || isMachineText(text)
        ? withoutContacts(text)
        : MASKED
  }
}

function maskNumber(value: unknown, { key, owner, within }: Place): unknown {
  const isShown =
    within === "plain"
      ? !isPersonalKey(key, owner)
      : within === "metadata" && isVouchedMetadataKey(key, owner)
  return isShown ? value : MASKED
}

/** The storefront keeps its lines as JSON in one text; it may be cut off in the middle. */
function maskVouched(text: string, place: Place): string {
  try {
    const inner: unknown = JSON.parse(text)
    if (typeof inner === "object" && inner !== null) {
      return JSON.stringify(mask(inner, { ...place, depth: place.depth + 1 }))
    }
  } catch {
    // Not JSON: a text like any other.
  }
  return withoutContacts(text)
}

const MACHINE_TEXTS: readonly RegExp[] = [
  // pi_3wuKO0v0JR8sBjePqsPOwRHop, price_1 and the like
  /^[a-z]{2,12}(?:_[A-Za-z0-9]+)+$/,
  // requires_payment_method, checkout.session.completed
  /^[a-z][a-z0-9]*(?:[_.][a-z0-9]+)+$/,
  // succeeded, card, usd: a single word under no person's key is a state of Stripe's
  /^[a-z]{2,32}$/,
  // US, MI
  /^[A-Z]{2,3}$/,
  // 2026-10-28.endive
  /^\d{4}-\d{2}-\d{2}(?:[.T][\w:.+-]+)?$/,
  /^-?\d+(?:\.\d+)?$/,
  /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
]

function isMachineText(text: string): boolean {
  return text.length <= 255 && MACHINE_TEXTS.some((form) => form.test(text))
}

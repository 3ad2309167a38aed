import { isRecord } from "../unknown-values"

/** Words that make a key a person's: `customer_name`, `receiptEmail`, `line1`. */
const PERSONAL_WORDS = new Set([
  ...["name", "names", "firstname", "lastname", "fullname", "surname"],
  ...["username", "nickname", "recipient", "holder", "signature"],
  ...["email", "emails", "mail", "phone", "phones", "tel", "mobile", "fax"],
  ...["address", "addresses", "street", "line1", "line2", "city", "town"],
  ...["zip", "zipcode", "postal", "postcode", "ip", "agent"],
  ...["dob", "birth", "birthday", "birthdate", "gender", "ssn"],
  ...["note", "notes", "message", "comment", "comments", "remark"],
  ...["gift", "greeting", "instructions", "communication"],
  ...["last4", "fingerprint", "iban", "iin", "bic", "routing"],
  ...["secret", "password", "token", "url"],
])

/** Keys of Stripe's own that hold such a word and say nothing of a person. */
const IMPERSONAL_KEYS = new Set([
  "display_name",
  "product_name",
  "seller_message",
  "failure_message",
])

/** `address_line1_check: "pass"`, `shipping_address_collection`. */
const IMPERSONAL_ENDINGS = new Set(["check", "collection", "enabled", "used"])

/** Whatever is inside is about a person, also under words as common as `value`. */
const PERSONAL_OBJECTS = new Set([
  "billing_details",
  "collected_information",
  "custom_fields",
  "customer_details",
  "evidence",
  "individual",
  "owner",
  "person",
  "shipping",
  "shipping_details",
  "tax_ids",
])

/** A `name` or `description` of these is the shop's own. */
const SHOP_OBJECTS = new Set([
  "coupon",
  "item",
  "line_item",
  "price",
  "product",
  "promotion_code",
  "shipping_rate",
  "tax_rate",
])

/** Texts of Stripe's or the shop's that are not of a form one could recognise. */
const VOUCHED_KEYS = new Set([
  "calculated_statement_descriptor",
  "code",
  "display_name",
  "failure_message",
  "locale",
  "seller_message",
  "statement_descriptor",
  "statement_descriptor_suffix",
])

/** How the storefront's own metadata end: `stripe_price_id`, `orderType`, `size`. */
const VOUCHED_METADATA_ENDINGS = new Set([
  ...["id", "ids", "sku", "skus", "size", "sizes", "color", "colour"],
  ...["quantity", "qty", "count", "price", "amount", "total", "currency"],
  ...["type", "kind", "category", "source", "version", "enhanced"],
])

const VOUCHED_METADATA_KEYS = new Set([
  "order_details",
  "items_summary",
  "product_name",
])

/** Whether the key's value may tell who somebody is. */
export function isPersonalKey(key: string, owner: unknown): boolean {
  const words = wordsOf(key)
  const name = words.join("_")
  if (name === "client_reference_id") {
    return true
  }
  if (name === "description" || name === "name") {
    return !isOfShop(owner)
  }
  // Why Stripe refused, in Stripe's words.
  if (name === "message" && isRecord(owner) && "doc_url" in owner) {
    return false
  }
  return !IMPERSONAL_KEYS.has(name) && hasPersonalWord(words)
}

/** Whether everything inside the object under this key is about a person. */
export function isPersonalObjectKey(key: string): boolean {
  const words = wordsOf(key)
  return PERSONAL_OBJECTS.has(words.join("_")) || hasPersonalWord(words)
}

/** Whether a text under this key may be shown whatever its form. */
export function isVouchedKey(key: string, owner: unknown): boolean {
  const name = wordsOf(key).join("_")
  if (name === "name" || name === "description") {
    return isOfShop(owner)
  }
  if (name === "message") {
    return !isPersonalKey(key, owner)
  }
  return VOUCHED_KEYS.has(name) || name.endsWith("_id") || name === "id"
}

/** The same for what the storefront wrote into metadata: what is not known is not shown. */
export function isVouchedMetadataKey(key: string, owner: unknown): boolean {
  const words = wordsOf(key)
  const name = words.join("_")
  if (VOUCHED_METADATA_KEYS.has(name)) {
    return true
  }
  if (name === "name") {
    return isLineOfOrder(owner)
  }
  return (
    !hasPersonalWord(words) && VOUCHED_METADATA_ENDINGS.has(words.at(-1) ?? "")
  )
}

function isOfShop(owner: unknown): boolean {
  return (
    isRecord(owner) &&
    typeof owner.object === "string" &&
    SHOP_OBJECTS.has(owner.object)
  )
}

function isLineOfOrder(owner: unknown): boolean {
  return isRecord(owner) && "quantity" in owner && "price" in owner
}

function hasPersonalWord(words: readonly string[]): boolean {
  return (
    !IMPERSONAL_ENDINGS.has(words.at(-1) ?? "") &&
    words.some((word) => PERSONAL_WORDS.has(word))
  )
}

/** `customerName`, `customer_name` and `Customer-Name` are the same words. */
function wordsOf(key: string): string[] {
  return key
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
}

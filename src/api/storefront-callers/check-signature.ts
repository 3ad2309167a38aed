import { createHmac, timingSafeEqual } from "node:crypto"

/** How old a signature may be, and how far ahead: clocks differ, and messages take their time. */
const TOLERANCE_SECONDS = 300
/** While a secret is being changed a caller may sign with the old one and the new one. */
const MAX_SIGNATURES = 5

/** What is signed of a request. */
export type SignedRequest = {
  method: string
  /** Path and query as they were sent. */
  target: string
  /** As it was before any Content-Encoding; empty where there is none. */
  body: Buffer
}

export type SignatureProblem = "missing" | "malformed" | "stale" | "wrong"

/**
 * Checks `X-Storefront-Signature: t=<unix seconds>,v1=<hex>`, where `v1` is the HMAC-SHA256 of
 * `<t>.<METHOD>.<path and query>.<body>`. Replayed within the tolerance a request is accepted: both
 * routes give the same answer again.
 *
 * @param secrets any of them will do
 * @param nowSeconds UTC, since 1970
 * @returns what is wrong with it; null where it is right.
 */
export function checkSignature(
  header: string | undefined,
  request: SignedRequest,
  secrets: readonly string[],
  nowSeconds: number
): SignatureProblem | null {
  if (!header) {
    return "missing"
  }
  const parsed = parseHeader(header)
  if (!parsed) {
    return "malformed"
  }
  // The signature first: of a forged message it says nothing whether its time is right.
  const { timestamp, signatures } = parsed
  const isRight = secrets
    .map((secret) => sign(secret, timestamp, request))
    .map((expected) => signatures.some((one) => timingSafeEqual(one, expected)))
    .includes(true)
  if (!isRight) {
    return "wrong"
  }
  return Math.abs(nowSeconds - Number(timestamp)) > TOLERANCE_SECONDS
    ? "stale"
    : null
}

function sign(
  secret: string,
  timestamp: string,
  { method, target, body }: SignedRequest
): Buffer {
  return createHmac("sha256", secret)
    .update(`${timestamp}.${method}.${target}.`)
    .update(body)
    .digest()
}

const HEADER = /^t=(\d{1,12})((?:,v1=[0-9a-f]{64})+)$/

/** The time stays the text that was signed: `01` is not `1`. */
function parseHeader(
  header: string
): { timestamp: string; signatures: Buffer[] } | null {
  const [, timestamp = "", rest = ""] =
    HEADER.exec(header.replaceAll(" ", "")) ?? []
  const signatures = rest
    .split(",v1=")
    .slice(1)
    .map((hex) => Buffer.from(hex, "hex"))
  return signatures.length === 0 || signatures.length > MAX_SIGNATURES
    ? null
    : { timestamp, signatures }
}

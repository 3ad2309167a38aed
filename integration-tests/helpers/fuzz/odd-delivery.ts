import { gzipSync } from "node:zlib"
import { bareEvent } from "../bare-event"
import type { Call } from "../call"
import type { Shop } from "../shop"
import type { Dice } from "./dice"
import { oddJson } from "./odd-json"

const PATHS = [
  "/hooks/payment/stripe",
  "/hooks/payment/stripe",
  "/hooks/payment/stripe",
  "/hooks/payment/stripe_stripe",
] as const

const OLD_SECONDS = 301

/** A delivery that was right once and is not any more: nothing may come of it. */
export function forgedDelivery(dice: Dice, shop: Shop): Call {
  const body = bareEvent(`evt_forged_${dice.below(1e9)}`)
  const signature = shop.stripe.sign(body)
  const [time = "", v1 = ""] = signature.split(",")
  const forged = dice.pick<[string | Buffer, string | string[] | null]>([
    [`${body} `, signature],
    [body.replace("evt_", "evt_x"), signature],
    [withByte(dice, body), signature],
    [Buffer.from(body).subarray(1), signature],
    [oddJson(dice, JSON.parse(body)), signature],
    [dice.bytes(dice.below(400)), signature],
    [body, null],
    [body, ""],
    [body, "t=1,v1=a"],
    [body, time],
    [body, v1],
    [body, `${time},v0=${v1.slice(3)}`],
    [body, `${time},${v1.slice(0, -1)}`],
    [body, `${time}, v1=${dice.bytes(32).toString("hex")}`],
    [body, `t=NaN,${v1}`],
    [body, `t=1e999,${v1}`],
    [body, `t=-1,${v1}`],
    [body, [signature, signature]],
    [body, shop.stripe.sign(body, { secret: "whsec_of_another" })],
    [body, shop.stripe.sign(body, { timestamp: seconds() - OLD_SECONDS })],
    [body, shop.stripe.sign(body, { timestamp: seconds() + OLD_SECONDS + 60 })],
    [body, "v1=".repeat(1_000)],
  ])
  return packed(dice, ...forged)
}

const seconds = (): number => Math.floor(Date.now() / 1000)

/** Signed as Stripe does, and odd: it may be kept or refused. */
export function signedOddity(dice: Dice, shop: Shop): Call {
  const id = dice.percent(20) ? "evt_fuzz_same" : `evt_fuzz_${dice.below(1e9)}`
  const event = JSON.parse(
    bareEvent(id, { type: dice.pick(TYPES), data: { object: OBJECT } })
  ) as object
  const body = oddJson(dice, event)
  return packed(dice, body, shop.stripe.sign(body))
}

const TYPES: readonly [string, ...string[]] = [
  "checkout.session.completed",
  "payment_intent.succeeded",
  "charge.refunded",
  "charge.dispute.created",
  "refund.updated",
  "never.heard.of",
]

const OBJECT = {
  id: "cs_test_fuzz",
  object: "checkout.session",
  payment_intent: "pi_fuzz",
  amount_total: 106,
  currency: "usd",
  payment_status: "paid",
  metadata: { size: "40R" },
}

/** A body on its way, by one of the ways that HTTP has. */
function packed(
  dice: Dice,
  body: string | Buffer,
  signature: string | string[] | null
): Call {
  const headers: Record<string, string | string[]> = {
    "content-type": dice.percent(92)
      ? "application/json"
      : dice.pick([
          "text/plain",
          "application/json; charset=utf-16",
          "",
          "a/b;",
        ]),
    "x-forwarded-for": dice.address(),
    ...(signature === null ? {} : { "stripe-signature": signature }),
    ...(dice.percent(10) ? { "transfer-encoding": "chunked" } : {}),
  }
  const path = dice.percent(95)
    ? dice.pick(PATHS)
    : dice.pick(["/hooks/payment/none", "/hooks/payment/stripe?a=1", "/hooks"])
  if (dice.percent(5)) {
    const said = dice.pick(["gzip", "br", "deflate", "identity", "gzip, gzip"])
    const bytes = dice.percent(50) ? gzipSync(body) : body
    return {
      method: "POST",
      path,
      headers: { ...headers, "content-encoding": said },
      body: bytes,
    }
  }
  return { method: dice.percent(97) ? "POST" : "PUT", path, headers, body }
}

/** One byte is another. */
function withByte(dice: Dice, body: string): Buffer {
  const bytes = Buffer.from(body)
  const at = dice.below(bytes.length)
  bytes[at] = (bytes[at] ?? 0) ^ (1 + dice.below(255))
  return bytes
}

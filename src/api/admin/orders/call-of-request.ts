import { createHash } from "node:crypto"
import type {
  AuthenticatedMedusaRequest,
  MedusaRequest,
} from "@medusajs/framework/http"
import type { CallKey } from "../../../modules/storefront-orders/domain/storefront-call"
import type { TakeStorefrontCallInput } from "../../../workflows/storefront-orders/workflows/take-storefront-call"
import { RequestRefusedError } from "../../refusal-of-request"
import { actorOf } from "../storefront/ledger-of-request"
import { toldOfBody } from "./told-of-body"
import type { StorefrontOrderBody } from "./validators"

const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,255}$/

/** What a request says. @throws RequestRefusedError where its `Idempotency-Key` can be none */
export function callOfRequest(
  req: AuthenticatedMedusaRequest<StorefrontOrderBody>
): TakeStorefrontCallInput {
  const { validatedBody: body } = req
  const { stripe_payment_id, amount, currency } = body.payment_info
  return {
    claimed: {
      payment: stripe_payment_id,
      amount,
      currency: currency ?? null,
    },
    told: toldOfBody(body),
    actor: actorOf(req),
    key: keyOf(req, body),
  }
}

function keyOf(req: MedusaRequest, body: StorefrontOrderBody): CallKey | null {
  const key = req.get("idempotency-key")
  if (key === undefined) {
    return null
  }
  // One that is sent twice comes with a comma and a blank between.
  if (!IDEMPOTENCY_KEY.test(key)) {
    throw new RequestRefusedError({
      status: 400,
      code: "idempotency_key_malformed",
      message:
        "An Idempotency-Key is 1 to 255 visible ASCII characters, sent once",
    })
  }
  const bodyHash = createHash("sha256")
    .update(JSON.stringify(body))
    .digest("hex")
  return { key, bodyHash }
}

import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import type { StorefrontCallResponse } from "../../../../../types/storefront-calls"
import { answerByProgress } from "../../../../../workflows/storefront-orders/queries/answer-by-progress"
import { actorOf } from "../../../storefront/ledger-of-request"
import { paymentName } from "../../../storefront/validators"

/** The middleware does it: Medusa's own does not take a secret key as `Bearer`. */
export const AUTHENTICATE = false

/** How far the order of a payment is: what the `Location` of `POST /admin/orders` leads to. */
export const GET = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<StorefrontCallResponse>
): Promise<void> => {
  const payment = paymentName.safeParse(req.params.payment)
  const asker = { actor: actorOf(req), key: null, isFirst: false }
  const answer = payment.success
    ? await answerByProgress(req.scope, payment.data, asker, 0)
    : null
  if (!answer) {
    throw new MedusaError(
      MedusaError.Types.NOT_FOUND,
      "No payment is known by this id; tell us of it by POST /admin/orders"
    )
  }
  res.status(answer.status).json(answer.body)
}

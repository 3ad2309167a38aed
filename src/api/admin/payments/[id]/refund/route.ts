import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import type {
  AdminPaymentResponse,
  AdminRefundPayment,
} from "@medusajs/framework/types"
import {
  ContainerRegistrationKeys,
  MedusaError,
} from "@medusajs/framework/utils"
import { refundPaymentWorkflow } from "@medusajs/medusa/core-flows"
import { makeStaffRefundWorkflow } from "../../../../../workflows/storefront-orders/workflows/make-staff-refund"
import { type Refusal, refuse } from "../../../../refuse"
import { readStorefrontPayment } from "./read-storefront-payment"

/**
 * Medusa's own route, for payments that were made on the storefront by this project's own workflow:
 * one refund at Stripe, also where its answer is lost or the process dies. Medusa checks the body
 * and the query as ever.
 */
export const POST = async (
  req: AuthenticatedMedusaRequest<AdminRefundPayment>,
  res: MedusaResponse<AdminPaymentResponse | Refusal>
): Promise<void> => {
  const id = req.params.id ?? ""
  const created_by = req.auth_context.actor_id
  const payment = await readStorefrontPayment(req.scope, id)
  if (payment === null) {
    await refundPaymentWorkflow(req.scope).run({
      input: { payment_id: id, created_by, ...req.validatedBody },
    })
  } else {
    const { result } = await makeStaffRefundWorkflow(req.scope).run({
      input: { payment, created_by, ...req.validatedBody },
    })
    if (result.kind === "conflict") {
      const { code, message } = result
      refuse(res, { type: "conflict", code, message })
      return
    }
    if (result.kind === "refused") {
      throw new MedusaError(
        MedusaError.Types.NOT_ALLOWED,
        result.message,
        result.code
      )
    }
  }
  const { data } = await req.scope
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({
      entity: "payment",
      fields: req.queryConfig.fields,
      filters: { id },
    })
  res.json({ payment: data[0] as unknown as AdminPaymentResponse["payment"] })
}

import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import { Modules } from "@medusajs/framework/utils"
import { runWorkflow } from "../../../../../../lib/run-workflow"
import type { StorefrontPaymentCompareResponse } from "../../../../../../types/storefront-payments"
import type { Comparison } from "../../../../../../workflows/storefront-orders/steps/compare-with-stripe"
import { comparePaymentWorkflowId } from "../../../../../../workflows/storefront-orders/workflows/compare-payment"
import { type Refusal, refuse } from "../../../../../refuse"
import { refusalOfWork } from "../../../../../refusal-of-work"

/** Compares one payment's captured and refunded sums with Stripe's now. */
export const POST = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<StorefrontPaymentCompareResponse | Refusal>
): Promise<void> => {
  try {
    const { verdict, stripe, medusa } = await runWorkflow<Comparison>(
      req.scope.resolve(Modules.WORKFLOW_ENGINE),
      comparePaymentWorkflowId,
      { payment: req.params.id ?? "" }
    )
    const { captured, refunded } = medusa
    res.json({
      equal: verdict === "equal",
      stripe,
      medusa: { captured, refunded },
    })
  } catch (error) {
    const refusal = refusalOfWork(error)
    if (!refusal) {
      throw error
    }
    refuse(res, refusal)
  }
}

import {
  WorkflowResponse,
  createWorkflow,
  transform,
} from "@medusajs/framework/workflows-sdk"
import type { EqualizedRefunds } from "../domain/plan-refunds"
import { finishRefundsStep } from "../steps/finish-refunds"
import { markRefundsSettledStep } from "../steps/mark-refunds-settled"
import { recordRefundsStep } from "../steps/record-refunds"
import { releaseRefundedStockStep } from "../steps/release-refunded-stock"
import { settleRefundsStep } from "../steps/settle-refunds"
import { takeBackRefundsStep } from "../steps/take-back-refunds"

export type EqualizeRefundsInput = {
  /** A PaymentIntent's id. */
  payment: string
}

export const equalizeRefundsWorkflowId = "equalize-refunds"

/**
 * Makes Medusa's refunds of a payment equal to Stripe's, whichever side was ahead. It looks at both
 * and trusts no event, so it may run at any time and as often as one likes; only not twice at once,
 * which is up to who calls it (`holdingRefunds`). It recovers forwards: each step finds its own
 * earlier result, and the money is where it is.
 */
export const equalizeRefundsWorkflow = createWorkflow(
  equalizeRefundsWorkflowId,
  ({ payment }: EqualizeRefundsInput) => {
    const begun = finishRefundsStep({ payment })
    takeBackRefundsStep({ payment, atStripe: begun.atStripe })
    const recovered = recordRefundsStep({ payment, atStripe: begun.atStripe })
    const settled = settleRefundsStep({ payment, atStripe: begun.atStripe })
    releaseRefundedStockStep({ payment, settled })
    markRefundsSettledStep({ payment, settled, finished: begun.finished })
    return new WorkflowResponse(
      transform(
        { begun, recovered, settled },
        ({ begun, recovered, settled }): EqualizedRefunds => ({
          completed: settled
            .map(({ refund }) => refund)
            .filter(
              ({ id, origin }) =>
                origin === "staff" ||
                begun.finished.some((finished) => finished.id === id)
            ),
          recovered,
          unfinished: begun.unfinished,
        })
      )
    )
  }
)

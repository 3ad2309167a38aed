import { Modules } from "@medusajs/framework/utils"
import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import type { MinorAmount } from "../../../lib/money"
import { toMajorText } from "../../../lib/money"
import { enterRefundOnly } from "../../../modules/stripe-storefront/recorded-refund"
import { type AdoptedPayment, readRefunds } from "../queries/read-refunds"

export type BeginRefundStepInput = {
  /** A PaymentIntent's id. */
  payment: string
  amount: MinorAmount
  created_by?: string
  note?: string
  refund_reason_id?: string
}

/** A Refund that is in Medusa and not at Stripe yet. */
export type BegunRefund = { refundId: string; amount: MinorAmount }

export const beginRefundStepId = "begin-refund"

/**
 * Enters staff's refund before Stripe is asked for it: its id is the key under which Stripe makes it
 * once, so a process that dies from here on leaves what another can finish. Not undone: once it is
 * here, only Stripe's answer can tell whether it is to go.
 */
export const beginRefundStep = createStep(
  beginRefundStepId,
  async (
    { payment, amount, ...details }: BeginRefundStepInput,
    { container }
  ) => {
    const before = await readRefunds(container, payment)
    const known = new Set(before.refunds.map(({ id }) => id))
    await enterRefundOnly(payment, () =>
      container.resolve(Modules.PAYMENT).refundPayment({
        ...details,
        payment_id: before.paymentId,
        amount: toMajorText(amount, before.currency),
        metadata: { made_by: "staff" },
      })
    )
    const after = await readRefunds(container, payment)
    return new StepResponse<BegunRefund>({
      refundId: newRefundOf(after, known),
      amount,
    })
  }
)

/** Nobody else makes refunds of staff's now, but a workflow of Medusa's own may have made one. */
function newRefundOf(
  { refunds, payment }: AdoptedPayment,
  known: ReadonlySet<string>
): string {
  const made = refunds.find(
    ({ id, origin }) => origin === "staff" && !known.has(id)
  )
  if (!made) {
    throw new Error(`The refund of ${payment} was entered and is not there`)
  }
  return made.id
}

import type { MedusaContainer, RefundDTO } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { passingError } from "../../../lib/errors"
import { deriveId } from "../../../lib/derive-id"
import { fromMajor, toMinorAmount } from "../../../lib/money"
import { isRecord, textOrNull } from "../../../lib/unknown-values"
import type { MinorAmount } from "../../../lib/money"
import { STOREFRONT_ORDERS_MODULE } from "../../../modules/storefront-orders"
import type { StorefrontOrdersModuleService } from "../../../modules/storefront-orders/service"
import type { MedusaRefund, RefundOrigin } from "../domain/plan-refunds"

/** A payment that was adopted, with its refunds as Medusa has them. */
export type AdoptedPayment = {
  /** The PaymentIntent. */
  payment: string
  /** Its row in the ledger. */
  ledgerId: string
  orderId: string
  /** Medusa's own, `pay_…` and `pay_col_…`. */
  paymentId: string
  collectionId: string
  currency: string
  captured: MinorAmount
  refunds: MedusaRefund[]
}

/**
 * Reads an adopted payment.
 *
 * @param payment a PaymentIntent's id.
 * @throws WorkError where its order is not there.
 */
export async function readRefunds(
  container: MedusaContainer,
  payment: string
): Promise<AdoptedPayment> {
  const ledger = container.resolve<StorefrontOrdersModuleService>(
    STOREFRONT_ORDERS_MODULE
  )
  const [row] = await ledger.listStorefrontPayments({ payment }, { take: 1 })
  const payments = container.resolve(Modules.PAYMENT)
  const collectionId = deriveId("pay_col", payment)
  const [collection] = await payments.listPaymentCollections(
    { id: [collectionId] },
    { relations: ["payments.refunds", "payments.captures"], take: 1 }
  )
  const adopted = collection?.payments?.[0]
  if (!row?.order_id || !adopted) {
    throw passingError(
      "payment_not_adopted",
      `The payment ${payment} has no order yet that could be refunded`
    )
  }
  const currency = row.currency_code
  const captures = adopted.captures ?? []
  return {
    payment,
    ledgerId: row.id,
    orderId: row.order_id,
    paymentId: adopted.id,
    collectionId,
    currency,
    captured: toMinorAmount(
      captures.reduce(
        (sum, { amount }) => sum + fromMajor(Number(amount), currency),
        0
      )
    ),
    refunds: (adopted.refunds ?? []).map((refund) =>
      toMedusaRefund(refund, currency)
    ),
  }
}

/** What a Refund's metadata says of where it comes from. */
export type RefundMarks = {
  stripe_refund_id?: string
  made_by?: "staff"
  settled_at?: string
}

function toMedusaRefund(
  refund: RefundDTO & { metadata?: unknown },
  currency: string
): MedusaRefund {
  const marks: Record<string, unknown> = isRecord(refund.metadata)
    ? refund.metadata
    : {}
  const stripeRefundId = textOrNull(marks.stripe_refund_id)
  return {
    id: refund.id,
    amount: fromMajor(Number(refund.amount), currency),
    origin: originOf(marks, stripeRefundId),
    stripeRefundId,
    settled: textOrNull(marks.settled_at) !== null,
    createdBy: textOrNull(refund.created_by),
    createdAt: new Date(refund.created_at).toISOString(),
  }
}

function originOf(
  marks: Record<string, unknown>,
  stripeRefundId: string | null
): RefundOrigin {
  if (marks.made_by === "staff") {
    return "staff"
  }
  return stripeRefundId ? "stripe" : "medusa"
}

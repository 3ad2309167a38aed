import type {
  AuthorizePaymentInput,
  AuthorizePaymentOutput,
  CancelPaymentInput,
  CancelPaymentOutput,
  CapturePaymentInput,
  CapturePaymentOutput,
  DeletePaymentInput,
  DeletePaymentOutput,
  GetPaymentStatusInput,
  GetPaymentStatusOutput,
  InitiatePaymentInput,
  InitiatePaymentOutput,
  ProviderWebhookPayload,
  RefundPaymentInput,
  RefundPaymentOutput,
  RetrievePaymentInput,
  RetrievePaymentOutput,
  UpdatePaymentInput,
  UpdatePaymentOutput,
  WebhookActionResult,
} from "@medusajs/framework/types"
import {
  AbstractPaymentProvider,
  MedusaError,
  PaymentActions,
  PaymentSessionStatus,
} from "@medusajs/framework/utils"
import type Stripe from "stripe"
import { type MinorAmount, fromMajor } from "../../lib/money"
import { createStripeClient, refundOnce } from "../../lib/stripe"
import { readAdoptedPayment } from "./domain/adopted-payment"
import { refundError } from "./errors"
import { isOnlyEntered } from "./recorded-refund"
import type { StripeStorefrontOptions } from "./types"

/**
 * Shows a PaymentIntent that the storefront took as a captured Medusa payment, and refunds it.
 * It never creates, captures or cancels one: the money was moved before Medusa heard of it, so
 * everything but a refund is answered without asking Stripe.
 */
export class StripeStorefrontProviderService extends AbstractPaymentProvider<StripeStorefrontOptions> {
  static override identifier = "stripe-storefront"

  private readonly stripe: Stripe | null

  constructor(
    cradle: Record<string, unknown>,
    options: StripeStorefrontOptions
  ) {
    super(cradle, options)
    this.stripe = options.stripe ? createStripeClient(options.stripe) : null
  }

  initiatePayment({
    data,
  }: InitiatePaymentInput): Promise<InitiatePaymentOutput> {
    const adopted = readAdoptedPayment(data)
    return Promise.resolve({
      id: adopted.payment_intent ?? adopted.checkout_session ?? "",
      status: PaymentSessionStatus.CAPTURED,
      data,
    })
  }

  authorizePayment({
    data,
  }: AuthorizePaymentInput): Promise<AuthorizePaymentOutput> {
    readAdoptedPayment(data)
    return Promise.resolve({ status: PaymentSessionStatus.CAPTURED, data })
  }

  capturePayment({ data }: CapturePaymentInput): Promise<CapturePaymentOutput> {
    return Promise.resolve({ data })
  }

  /** Does nothing at Stripe: Medusa calls it also when saving failed, and the customer has paid. */
  cancelPayment({ data }: CancelPaymentInput): Promise<CancelPaymentOutput> {
    return Promise.resolve({ data })
  }

  /** Does nothing at Stripe, as {@link cancelPayment}. */
  deletePayment({ data }: DeletePaymentInput): Promise<DeletePaymentOutput> {
    return Promise.resolve({ data })
  }

  updatePayment({ data }: UpdatePaymentInput): Promise<UpdatePaymentOutput> {
    return Promise.resolve({ data })
  }

  retrievePayment({
    data,
  }: RetrievePaymentInput): Promise<RetrievePaymentOutput> {
    return Promise.resolve({ data })
  }

  getPaymentStatus({
    data,
  }: GetPaymentStatusInput): Promise<GetPaymentStatusOutput> {
    return Promise.resolve({ status: PaymentSessionStatus.CAPTURED, data })
  }

  /** Events of adopted payments come through the inbox, never through Medusa's stock webhook. */
  getWebhookActionAndData(
    _: ProviderWebhookPayload["payload"]
  ): Promise<WebhookActionResult> {
    return Promise.resolve({ action: PaymentActions.NOT_SUPPORTED })
  }

  /**
   * Refunds at Stripe. The Refund's id in Medusa is the idempotency key and goes along as
   * metadata, so that a refund whose answer was lost is found again and not paid out twice. A
   * refund that is only entered (`enterRefundOnly`) asks Stripe nothing.
   *
   * @param input.amount in major units, as Medusa keeps it.
   * @throws MedusaError with what Stripe said; `unexpected_state` where nobody can say whether it
   *   was paid out; `invalid_data` for a part of the smallest unit.
   */
  async refundPayment({
    data,
    amount,
    context,
  }: RefundPaymentInput): Promise<RefundPaymentOutput> {
    const { payment_intent, currency } = readAdoptedPayment(data)
    if (!payment_intent) {
      throw new MedusaError(
        MedusaError.Types.NOT_ALLOWED,
        "Nothing was charged for this order, so there is nothing to refund"
      )
    }
    if (isOnlyEntered(payment_intent)) {
      return { data }
    }
    if (!this.stripe) {
      throw new MedusaError(
        MedusaError.Types.NOT_ALLOWED,
        "STRIPE_API_KEY is not set, so the refund cannot be made"
      )
    }
    const result = await refundOnce(this.stripe, {
      payment_intent,
      amount: refundAmount(amount, currency),
      refundId: context?.idempotency_key,
    })
    if (result.kind !== "refunded") {
      throw refundError(result, payment_intent)
    }
    return { data }
  }
}

function refundAmount(
  amount: RefundPaymentInput["amount"],
  currency: string
): MinorAmount {
  const text = bigNumberText(amount)
  try {
    return fromMajor(text, currency)
  } catch (error) {
    if (!(error instanceof RangeError)) {
      throw error
    }
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      `${text} ${currency.toUpperCase()} cannot be refunded: it is not a whole number of the currency's smallest unit`
    )
  }
}

function bigNumberText(amount: RefundPaymentInput["amount"]): string {
  return typeof amount === "object" && "value" in amount
    ? String(amount.value)
    : String(amount)
}

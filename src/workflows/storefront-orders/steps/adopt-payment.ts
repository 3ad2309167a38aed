import type {
  IPaymentModuleService,
  PaymentCollectionDTO,
} from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { deriveId } from "../../../lib/derive-id"
import { toMajorText, toMinorAmount } from "../../../lib/money"
import type { PaymentReference } from "../../../modules/storefront-orders/types"
import type { AdoptedPaymentData } from "../../../modules/stripe-storefront/types"

/** The provider in `src/modules/stripe-storefront`, as Medusa registers it. */
export const STRIPE_STOREFRONT_PROVIDER_ID = "pp_stripe-storefront"

export type AdoptPaymentStepInput = {
  orderId: string
  reference: PaymentReference
}

export const adoptPaymentStepId = "adopt-payment"

/**
 * Records the payment that the storefront took as a captured Medusa payment of the order-to-be. The
 * collection's id follows from the payment, and each part of it that an earlier run made is found.
 *
 * There is nothing to undo: the money was really taken, whatever becomes of the import, and the
 * next run goes on with what stands here.
 */
export const adoptPaymentStep = createStep(
  adoptPaymentStepId,
  async ({ orderId, reference }: AdoptPaymentStepInput, { container }) => {
    const payments = container.resolve(Modules.PAYMENT)
    const collection = await findOrCreateCollection(payments, reference)
    // A collection of nothing counts as paid by itself; a payment of nothing Medusa does not take.
    if (reference.amount > 0) {
      await captureSession(payments, collection, reference)
    }
    const link = {
      [Modules.ORDER]: { order_id: orderId },
      [Modules.PAYMENT]: { payment_collection_id: collection.id },
    }
    await container.resolve(ContainerRegistrationKeys.LINK).create(link)
    return new StepResponse(collection.id)
  }
)

async function findOrCreateCollection(
  payments: IPaymentModuleService,
  reference: PaymentReference
): Promise<PaymentCollectionDTO> {
  const id = deriveId("pay_col", reference.payment)
  const find = async () => {
    const [found] = await payments.listPaymentCollections(
      { id: [id] },
      { relations: ["payment_sessions", "payments"] }
    )
    return found
  }
  const existing = await find()
  if (existing) {
    return existing
  }
  const collection = {
    id,
    amount: amountOf(reference),
    currency_code: reference.currency_code,
  }
  return payments.createPaymentCollections(collection)
}

/** Nothing is asked of Stripe here: the provider answers «captured» by itself. */
async function captureSession(
  payments: IPaymentModuleService,
  collection: PaymentCollectionDTO,
  reference: PaymentReference
): Promise<void> {
  if (collection.payments?.length) {
    return
  }
  const session =
    collection.payment_sessions?.[0] ??
    (await createSession(payments, collection, reference))
  await payments.authorizePaymentSession(session.id, {})
}

function createSession(
  payments: IPaymentModuleService,
  collection: PaymentCollectionDTO,
  reference: PaymentReference
) {
  const data: AdoptedPaymentData = {
    payment_intent: reference.payment_intent_id,
    checkout_session: reference.checkout_session_id,
    currency: reference.currency_code,
  }
  return payments.createPaymentSession(collection.id, {
    provider_id: STRIPE_STOREFRONT_PROVIDER_ID,
    amount: amountOf(reference),
    currency_code: reference.currency_code,
    data: { ...data },
  })
}

function amountOf(reference: PaymentReference): string {
  return toMajorText(toMinorAmount(reference.amount), reference.currency_code)
}

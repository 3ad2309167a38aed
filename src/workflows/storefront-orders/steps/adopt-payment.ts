import type {
  IPaymentModuleService,
  MedusaContainer,
  PaymentCollectionDTO,
} from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { deriveId } from "../../../lib/derive-id"
import { toMajorText, toMinorAmount } from "../../../lib/money"
import type { PaymentReference } from "../../../modules/storefront-orders/types"
import type { AdoptedPaymentRecord } from "../../../modules/stripe-storefront/types"
import { type ImportRun, takeBack } from "../inverses/take-back"
import { type MadePayment, withdrawPayment } from "../inverses/withdraw-payment"

/** The provider in `src/modules/stripe-storefront`, as Medusa registers it. */
export const STRIPE_STOREFRONT_PROVIDER_ID = "pp_stripe-storefront"

export type AdoptPaymentStepInput = {
  run: ImportRun
  reference: PaymentReference
  /** What is kept with the payment. */
  data: AdoptedPaymentRecord
}

type Adopted = { made: MadePayment; run: ImportRun }

export const adoptPaymentStepId = "adopt-payment"

/**
 * Records the payment that the storefront took as a captured Medusa payment of the order-to-be. The
 * collection's id follows from the payment, and each part of it that an earlier run made is found.
 *
 * Undone by removing the record that this run has made, in Medusa's tables alone: the money was
 * really taken, whatever becomes of the import, and neither Stripe nor the provider is asked
 * anything.
 */
export const adoptPaymentStep = createStep(
  adoptPaymentStepId,
  async (input: AdoptPaymentStepInput, { container }) => {
    const adopted: Adopted = {
      run: input.run,
      made: {
        collectionId: deriveId("pay_col", input.reference.payment),
        isCollectionMade: false,
        sessionId: null,
        paymentId: null,
      },
    }
    try {
      await adopt(container, input, adopted.made)
    } catch (error) {
      // A step that fails is handed nothing to undo by.
      await undo(container, adopted)
      throw error
    }
    return new StepResponse(adopted.made.collectionId, adopted)
  },
  async (adopted, { container }) => {
    if (adopted) {
      await undo(container, adopted)
    }
  }
)

function undo(container: MedusaContainer, { run, made }: Adopted) {
  return takeBack(container, "payment", run, () =>
    withdrawPayment(container, made, run.orderId)
  )
}

/** @param made is told of each part as soon as it is there. */
async function adopt(
  container: MedusaContainer,
  input: AdoptPaymentStepInput,
  made: MadePayment
): Promise<void> {
  const payments = container.resolve(Modules.PAYMENT)
  const collection =
    (await findCollection(payments, made.collectionId)) ??
    (await createCollection(payments, input, made))
  // A collection of nothing counts as paid by itself; a payment of nothing Medusa does not take.
  if (input.reference.amount > 0 && !collection.payments?.length) {
    const session =
      collection.payment_sessions?.[0] ??
      (await createSession(payments, input, made))
    // Nothing is asked of Stripe here: the provider answers «captured» by itself.
    const payment = await payments.authorizePaymentSession(session.id, {})
    made.paymentId = payment?.id ?? null
  }
  await container.resolve(ContainerRegistrationKeys.LINK).create({
    [Modules.ORDER]: { order_id: input.run.orderId },
    [Modules.PAYMENT]: { payment_collection_id: made.collectionId },
  })
}

async function findCollection(
  payments: IPaymentModuleService,
  id: string
): Promise<PaymentCollectionDTO | undefined> {
  const [found] = await payments.listPaymentCollections(
    { id: [id] },
    { relations: ["payment_sessions", "payments"] }
  )
  return found
}

async function createCollection(
  payments: IPaymentModuleService,
  { reference }: AdoptPaymentStepInput,
  made: MadePayment
): Promise<PaymentCollectionDTO> {
  const collection = {
    id: made.collectionId,
    amount: amountOf(reference),
    currency_code: reference.currency_code,
  }
  const created = await payments.createPaymentCollections(collection)
  made.isCollectionMade = true
  return created
}

async function createSession(
  payments: IPaymentModuleService,
  { reference, data }: AdoptPaymentStepInput,
  made: MadePayment
): Promise<{ id: string }> {
  const session = await payments.createPaymentSession(made.collectionId, {
    provider_id: STRIPE_STOREFRONT_PROVIDER_ID,
    amount: amountOf(reference),
    currency_code: reference.currency_code,
    data: { ...data },
  })
  made.sessionId = session.id
  return session
}

function amountOf(reference: PaymentReference): string {
  return toMajorText(toMinorAmount(reference.amount), reference.currency_code)
}

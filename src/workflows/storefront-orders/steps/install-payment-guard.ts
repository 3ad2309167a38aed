import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { STRIPE_STOREFRONT_PROVIDER_ID } from "./adopt-payment"

const GUARD = `
  CREATE UNIQUE INDEX IF NOT EXISTS "IDX_payment_storefront_once"
  ON payment (payment_collection_id)
  WHERE provider_id = '${STRIPE_STOREFRONT_PROVIDER_ID}' AND deleted_at IS NULL`

export const installPaymentGuardStepId = "install-payment-guard-step"

/**
 * One adopted payment for each collection, kept by the database: Medusa gives payments no id that
 * could be derived, and two workers may both believe that they hold the ledger row. Not undone:
 * installing again is harmless.
 */
export const installPaymentGuardStep = createStep(
  installPaymentGuardStepId,
  async (_: undefined, { container }) => {
    await container.resolve(ContainerRegistrationKeys.PG_CONNECTION).raw(GUARD)
    return new StepResponse(undefined)
  }
)

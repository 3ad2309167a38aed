import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import type { ToldByCaller } from "../../../modules/storefront-orders/domain/storefront-call"
import type { StripePayment } from "../../../modules/stripe-inbox/types"
import { readCatalog } from "../queries/read-catalog"

export type LoadCatalogStepInput = {
  payment: StripePayment
  called: ToldByCaller | null
}

export const loadCatalogStepId = "load-catalog-of-payment"

/** Reads the part of the catalogue that the lines of a payment may be, and what staff chose before. */
export const loadCatalogStep = createStep(
  loadCatalogStepId,
  async ({ payment, called }: LoadCatalogStepInput, { container }) =>
    new StepResponse(
      await readCatalog(container, payment, called?.told.items ?? [])
    )
)

import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import type { StripePayment } from "../../../modules/stripe-inbox/types"
import { findCandidateProducts } from "../queries/find-candidate-products"
import { readVariants } from "../queries/read-variants"
import type { CatalogSnapshot } from "../domain/catalog-snapshot"
import { readSessionItems } from "../domain/read-session-items"

export const loadCatalogStepId = "load-catalog-of-payment"

/** Reads the part of the catalogue that the lines of a payment may be. */
export const loadCatalogStep = createStep(
  loadCatalogStepId,
  async ({ session, lineItems }: StripePayment, { container }) => {
    const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
    const query = container.resolve(ContainerRegistrationKeys.QUERY)
    const items = readSessionItems(session, lineItems)
    const productIds = await findCandidateProducts(knex, items)
    const variants = await readVariants(query, productIds)
    return new StepResponse<CatalogSnapshot>({ variants })
  }
)

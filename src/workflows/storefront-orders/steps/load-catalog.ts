import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { STOREFRONT_ORDERS_MODULE } from "../../../modules/storefront-orders"
import type { StorefrontOrdersModuleService } from "../../../modules/storefront-orders/service"
import type { StripePayment } from "../../../modules/stripe-inbox/types"
import { findCandidateProducts } from "../queries/find-candidate-products"
import { readVariants } from "../queries/read-variants"
import type { CatalogSnapshot } from "../domain/catalog-snapshot"
import { itemKey } from "../domain/item-key"
import { readSessionItems } from "../domain/read-session-items"

export const loadCatalogStepId = "load-catalog-of-payment"

/** Reads the part of the catalogue that the lines of a payment may be, and what staff chose before. */
export const loadCatalogStep = createStep(
  loadCatalogStepId,
  async ({ session, lineItems }: StripePayment, { container }) => {
    const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
    const query = container.resolve(ContainerRegistrationKeys.QUERY)
    const ledger = container.resolve<StorefrontOrdersModuleService>(
      STOREFRONT_ORDERS_MODULE
    )
    const items = readSessionItems(session, lineItems)
    const keys = [...new Set(items.map(itemKey))]
    const mappings = await ledger.listStorefrontItemMappings(
      { key: keys },
      { select: ["key", "variant_id"], take: keys.length }
    )
    const staffChoices = Object.fromEntries(
      mappings.map(({ key, variant_id }) => [key, variant_id])
    )
    const chosen = Object.values(staffChoices)
    const productIds = await findCandidateProducts(knex, items, chosen)
    const variants = await readVariants(query, productIds)
    return new StepResponse<CatalogSnapshot>({ variants, staffChoices })
  }
)

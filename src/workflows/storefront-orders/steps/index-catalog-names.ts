import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { COARSE_SKU } from "../domain/coarse-sku"

const INDEXES = [
  `CREATE INDEX IF NOT EXISTS "IDX_product_variant_coarse_sku"
   ON product_variant ((${COARSE_SKU})) WHERE deleted_at IS NULL`,
  `CREATE INDEX IF NOT EXISTS "IDX_product_variant_stripe_price_id"
   ON product_variant ((metadata ->> 'stripe_price_id')) WHERE deleted_at IS NULL`,
  `CREATE INDEX IF NOT EXISTS "IDX_product_variant_legacy_variant_id"
   ON product_variant ((metadata ->> 'legacy_variant_id')) WHERE deleted_at IS NULL`,
  `CREATE INDEX IF NOT EXISTS "IDX_product_stripe_price_ids"
   ON product USING gin ((metadata -> 'stripe_price_ids')) WHERE deleted_at IS NULL`,
  `CREATE INDEX IF NOT EXISTS "IDX_product_legacy_product_id"
   ON product ((metadata ->> 'legacy_product_id')) WHERE deleted_at IS NULL`,
]

export const indexCatalogNamesStepId = "index-catalog-names-step"

/**
 * Without these an import reads the whole catalogue, row by row, to find what one line is. Not
 * undone: installing again is harmless.
 */
export const indexCatalogNamesStep = createStep(
  indexCatalogNamesStepId,
  async (_: undefined, { container }) => {
    const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
    for (const index of INDEXES) {
      await knex.raw(index)
    }
    return new StepResponse(undefined)
  }
)

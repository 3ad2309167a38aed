import type { ExecArgs } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { linkSeededLegacyStore } from "./link-seeded-legacy-store"
import { seedCategories } from "./seed-categories"
import { seedProducts } from "./seed-products"
import { seedRegions } from "./seed-regions"
import { seedSalesChannel } from "./seed-sales-channel"
import { seedShipping } from "./seed-shipping"
import { seedStockLocation } from "./seed-stock-location"
import { seedStore } from "./seed-store"

/**
 * Fills an empty Medusa with the demo shop: `medusa exec ./scripts/seed/seed.ts`.
 *
 * Each step looks for what it would make and makes only what is missing, so a
 * second run changes nothing and a run that was killed is finished by the next.
 * Where SUPABASE_DB_URL is set, the rows of the demo shop there are linked.
 */
export default async function seed({ container }: ExecArgs): Promise<void> {
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  const startedAt = Date.now()

  const salesChannelId = await seedSalesChannel(container)
  const locationId = await seedStockLocation(container, salesChannelId)
  const regions = await seedRegions(container)
  const shippingProfileId = await seedShipping(container, locationId)
  await seedStore(container, {
    salesChannelId,
    locationId,
    regionId: regions.us,
  })
  logger.info(
    "Seed: sales channel «Storefront», location «Warehouse», two regions, two ways of shipping"
  )

  const categoryIds = await seedCategories(container)
  await seedProducts(container, {
    salesChannelId,
    locationId,
    shippingProfileId,
    categoryIds,
  })
  await linkSeededLegacyStore(container, locationId)

  logger.info(`Seed: done in ${((Date.now() - startedAt) / 1000).toFixed(1)} s`)
}

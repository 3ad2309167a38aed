import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import {
  type LegacyLink,
  legacyConnection,
  linkLegacyStore,
  withLegacyClient,
} from "../legacy-store"
import { catalog } from "./catalog"
import { findRows } from "./find-rows"

type Variant = { id: string; sku: string; product_id: string }

type InventoryItem = {
  sku: string
  location_levels?: {
    location_id: string
    stocked_quantity: number
    reserved_quantity: number
  }[]
}

/**
 * Writes Medusa's ids into the demo shop's rows of the legacy store at
 * SUPABASE_DB_URL, and says so where that is not set. In a store that has none
 * of these rows, such as a real shop's, nothing is written.
 */
export async function linkSeededLegacyStore(
  container: MedusaContainer,
  locationId: string
): Promise<void> {
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  const url = process.env.SUPABASE_DB_URL?.trim()
  if (!url) {
    logger.info("Seed: SUPABASE_DB_URL is not set, so only Medusa was filled")
    return
  }
  const links = await collectLinks(container, locationId)
  const { rowsFound, rowsChanged } = await withLegacyClient(
    legacyConnection(url, process.env.SUPABASE_CA_CERT),
    (client) => linkLegacyStore(client, links)
  )
  if (rowsFound === 0) {
    logger.warn(
      "Seed: the legacy store at SUPABASE_DB_URL has none of the demo shop's rows; nothing was written there"
    )
    return
  }
  logger.info(
    `Seed: legacy store linked, ${rowsFound} rows, ${rowsChanged} of them new`
  )
}

/** Every seeded variant that is in Medusa, with what its location can still sell. */
async function collectLinks(
  container: MedusaContainer,
  locationId: string
): Promise<LegacyLink[]> {
  const skus = catalog.flatMap(({ variants }) => variants.map(({ sku }) => sku))
  const variants = await findRows<Variant>(container, {
    entity: "product_variant",
    fields: ["id", "sku", "product_id"],
    filters: { sku: skus },
  })
  const items = await findRows<InventoryItem>(container, {
    entity: "inventory_item",
    fields: [
      "sku",
      "location_levels.location_id",
      "location_levels.stocked_quantity",
      "location_levels.reserved_quantity",
    ],
    filters: { sku: skus },
  })
  const medusaIds = new Map(variants.map((variant) => [variant.sku, variant]))
  const available = new Map(
    items.map(({ sku, location_levels }) => {
      const level = location_levels?.find(
        (known) => known.location_id === locationId
      )
      return [
        sku,
        level
          ? Math.max(0, level.stocked_quantity - level.reserved_quantity)
          : 0,
      ]
    })
  )
  return catalog.flatMap((style) =>
    style.variants.flatMap(({ sku, legacyVariantId }) => {
      const medusa = medusaIds.get(sku)
      return medusa
        ? [
            {
              legacyProductId: style.legacyProductId,
              legacyVariantId,
              medusaProductId: medusa.product_id,
              medusaVariantId: medusa.id,
              stock: available.get(sku) ?? 0,
            },
          ]
        : []
    })
  )
}

import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import {
  createInventoryLevelsWorkflow,
  createProductsWorkflow,
  deleteInventoryItemWorkflow,
  deleteProductsWorkflow,
  updateProductsWorkflow,
} from "@medusajs/medusa/core-flows"
import { catalog, type CatalogCategory, type CatalogStyle } from "./catalog"
import { toProductInput, unfinishedMark } from "./to-product-input"
import { findRows, firstId } from "./find-rows"

type Surroundings = {
  salesChannelId: string
  locationId: string
  shippingProfileId: string
  categoryIds: ReadonlyMap<CatalogCategory, string>
}

/**
 * Makes the styles that are missing, one after the other.
 *
 * A product, its variants, their prices and their stock are written apart. So
 * a style starts as a marked draft and is published when all of it is there; a
 * marked draft that is found here was left behind by a run that was killed, and
 * is made anew.
 */
export async function seedProducts(
  container: MedusaContainer,
  surroundings: Surroundings
): Promise<void> {
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  await removeUnfinished(container)
  const data = await findRows<{ handle: string }>(container, {
    entity: "product",
    fields: ["handle"],
    filters: { handle: catalog.map(({ handle }) => handle) },
  })
  const present = new Set(data.map(({ handle }) => handle))
  const missing = catalog.filter(({ handle }) => !present.has(handle))
  if (missing.length === 0) {
    logger.info(`Seed: all ${catalog.length} products are there`)
    return
  }
  await removeOrphanedInventory(container, missing)
  for (const [index, style] of missing.entries()) {
    await createStyle(container, style, surroundings)
    logger.info(
      `Seed: product ${index + 1} of ${missing.length}, ${style.name}, ${style.variants.length === 1 ? "one size" : `${style.variants.length} sizes`}`
    )
  }
}

async function createStyle(
  container: MedusaContainer,
  style: CatalogStyle,
  { salesChannelId, locationId, shippingProfileId, categoryIds }: Surroundings
): Promise<void> {
  const categoryId = categoryIds.get(style.category)
  const { result } = await createProductsWorkflow(container).run({
    input: {
      products: [
        toProductInput(style, {
          salesChannelId,
          shippingProfileId,
          categoryId,
        }),
      ],
    },
  })
  const productId = firstId(result, `product ${style.name}`)
  await createStock(container, style, locationId)
  await updateProductsWorkflow(container).run({
    input: {
      selector: { id: productId },
      update: { status: "published", external_id: null },
    },
  })
}

async function createStock(
  container: MedusaContainer,
  style: CatalogStyle,
  locationId: string
): Promise<void> {
  const itemIds = await findInventoryItems(container, [style])
  await createInventoryLevelsWorkflow(container).run({
    input: {
      inventory_levels: style.variants.map(({ sku, stock }) => {
        const inventoryItemId = itemIds.get(sku)
        if (!inventoryItemId) {
          throw new Error(`The variant ${sku} has no inventory item`)
        }
        return {
          inventory_item_id: inventoryItemId,
          location_id: locationId,
          stocked_quantity: stock,
        }
      }),
    },
  })
}

async function removeUnfinished(container: MedusaContainer): Promise<void> {
  const data = await findRows<{ id: string }>(container, {
    entity: "product",
    fields: ["id"],
    filters: { external_id: unfinishedMark },
  })
  if (data.length > 0) {
    await deleteProductsWorkflow(container).run({
      input: { ids: data.map(({ id }) => id) },
    })
  }
}

/**
 * Inventory items are written before they are linked to their variants. An
 * unlinked one would stand in the way: two items cannot share a SKU.
 */
async function removeOrphanedInventory(
  container: MedusaContainer,
  styles: readonly CatalogStyle[]
): Promise<void> {
  const orphans = await findInventoryItems(container, styles)
  if (orphans.size > 0) {
    await deleteInventoryItemWorkflow(container).run({
      input: [...orphans.values()],
    })
  }
}

/** Ids of inventory items by SKU. */
async function findInventoryItems(
  container: MedusaContainer,
  styles: readonly CatalogStyle[]
): Promise<Map<string, string>> {
  const items = await findRows<{ id: string; sku: string }>(container, {
    entity: "inventory_item",
    fields: ["id", "sku"],
    filters: {
      sku: styles.flatMap(({ variants }) => variants.map(({ sku }) => sku)),
    },
  })
  return new Map(items.map(({ id, sku }) => [sku, id]))
}

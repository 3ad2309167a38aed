import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { STOREFRONT_ORDERS_MODULE } from "../../../modules/storefront-orders"
import type { ToldItem } from "../../../modules/storefront-orders/domain/storefront-call"
import type { StorefrontOrdersModuleService } from "../../../modules/storefront-orders/service"
import type { StripePayment } from "../../../modules/stripe-inbox/types"
import type { CatalogSnapshot } from "../domain/catalog-snapshot"
import { itemKey } from "../domain/item-key"
import { fillIn } from "../domain/match-with-hint"
import { readHints } from "../domain/read-hints"
import { readSessionItems } from "../domain/read-session-items"
import { findCandidateProducts } from "./find-candidate-products"
import { readVariants } from "./read-variants"

/**
 * Reads the part of the catalogue that the lines of a payment may be, and what staff chose before.
 *
 * @param told what the storefront's call says of the items: they may be that, too.
 */
export async function readCatalog(
  container: MedusaContainer,
  { session, lineItems }: StripePayment,
  told: readonly ToldItem[]
): Promise<CatalogSnapshot> {
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const ledger = container.resolve<StorefrontOrdersModuleService>(
    STOREFRONT_ORDERS_MODULE
  )
  const said = readSessionItems(session, lineItems)
  const hints = readHints(lineItems, told)
  const filled = said.flatMap((item, index) => {
    const hint = hints[index]
    return hint ? [fillIn(item, hint)] : []
  })
  const items = [...said, ...filled]
  const keys = [...new Set(items.map(itemKey))]
  const mappings = await ledger.listStorefrontItemMappings(
    { key: keys },
    { select: ["key", "variant_id"], take: keys.length }
  )
  const staffChoices = Object.fromEntries(
    mappings.map(({ key, variant_id }) => [key, variant_id])
  )
  const productIds = await findCandidateProducts(knex, items, {
    chosen: Object.values(staffChoices),
    told,
  })
  const variants = await readVariants(query, productIds)
  return { variants, staffChoices }
}

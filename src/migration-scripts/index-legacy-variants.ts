import type { ExecArgs } from "@medusajs/framework/types"
import { indexCatalogNamesWorkflow } from "../workflows/storefront-orders/workflows/index-catalog-names"

/** Where `index-catalog-names` ran before matching knew legacy variants; elsewhere there is nothing left to do. */
export default async function indexLegacyVariants({
  container,
}: ExecArgs): Promise<void> {
  await indexCatalogNamesWorkflow(container).run()
}

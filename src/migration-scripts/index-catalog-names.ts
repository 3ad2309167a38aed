import type { ExecArgs } from "@medusajs/framework/types"
import { indexCatalogNamesWorkflow } from "../workflows/storefront-orders/workflows/index-catalog-names"

/** Runs once, after all modules' migrations, since it needs tables of Medusa's own. */
export default async function indexCatalogNames({
  container,
}: ExecArgs): Promise<void> {
  await indexCatalogNamesWorkflow(container).run()
}

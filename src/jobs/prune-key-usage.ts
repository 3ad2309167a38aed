import type { MedusaContainer } from "@medusajs/framework/types"
import { pruneKeyUsageWorkflow } from "../workflows/storefront-access/workflows/prune-key-usage"

/*
 * Each key leaves a row a day; staff are shown 30 days. Twice at once is harmless: the second finds
 * nothing left.
 */
export default async function pruneKeyUsageJob(
  container: MedusaContainer
): Promise<void> {
  await pruneKeyUsageWorkflow(container).run()
}

export const config = {
  name: "prune-key-usage",
  // Each night, when the shop is quiet.
  schedule: "47 3 * * *",
}

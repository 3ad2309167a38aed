import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { pruneStorefrontCallsWorkflow } from "../workflows/storefront-orders/workflows/prune-storefront-calls"

/*
 * Calls hold customers' addresses, and are of no use once their order was made days ago. Twice at
 * once is harmless: each takes the rows that the other has not locked.
 */
export default async function pruneStorefrontCallsJob(
  container: MedusaContainer
): Promise<void> {
  const { result } = await pruneStorefrontCallsWorkflow(container).run()
  if (result.rows > 0) {
    container
      .resolve(ContainerRegistrationKeys.LOGGER)
      .info(`storefront call: pruned rows=${result.rows}`)
  }
}

export const config = {
  name: "prune-storefront-calls",
  // Each night, when the shop is quiet.
  schedule: "27 3 * * *",
}

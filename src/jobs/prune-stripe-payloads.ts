import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { pruneStripePayloadsWorkflow } from "../workflows/stripe-inbox/workflows/prune-stripe-payloads"

/*
 * Payloads hold customers' names and addresses, and are of no use once their event was worked off
 * long ago. Twice at once is harmless: each takes the rows that the other has not locked.
 */
export default async function pruneStripePayloadsJob(
  container: MedusaContainer
): Promise<void> {
  const { result } = await pruneStripePayloadsWorkflow(container).run()
  if (result.payloads > 0) {
    container
      .resolve(ContainerRegistrationKeys.LOGGER)
      .info(`stripe inbox: pruned payloads=${result.payloads}`)
  }
}

export const config = {
  name: "prune-stripe-payloads",
  // Each night, when the shop is quiet.
  schedule: "17 3 * * *",
}

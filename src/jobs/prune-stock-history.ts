import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { pruneStockHistoryWorkflow } from "../workflows/stock-mirror/workflows/prune-stock-history"

/*
 * Each push leaves a row, for staff to see what was told when; old ones are of no use. Twice at once
 * is harmless: each takes the rows that the other has not locked.
 */
export default async function pruneStockHistoryJob(
  container: MedusaContainer
): Promise<void> {
  const { result: rows } = await pruneStockHistoryWorkflow(container).run()
  if (rows > 0) {
    container
      .resolve(ContainerRegistrationKeys.LOGGER)
      .info(`supabase sync: pruned rows=${rows}`)
  }
}

export const config = {
  name: "prune-stock-history",
  // Each night, when the shop is quiet.
  schedule: "37 3 * * *",
}

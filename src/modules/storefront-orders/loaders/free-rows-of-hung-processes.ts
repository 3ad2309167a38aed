import type { LoaderOptions } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { limitIdleTransactions } from "../../../lib/idle-transactions"

/** Reserving locks the stock of a size: a process that hangs there must not stop its sale in all others. */
export function freeRowsOfHungProcesses({
  container,
}: LoaderOptions): Promise<void> {
  limitIdleTransactions(
    container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  )
  return Promise.resolve()
}

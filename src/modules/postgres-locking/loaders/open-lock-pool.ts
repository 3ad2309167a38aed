import { asValue } from "@medusajs/framework/awilix"
import type { ProviderLoaderOptions } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createPool } from "../../../lib/create-pool"

const CONNECTIONS = 4

/** Medusa gives the options of a provider of locks to its loaders, and not to its service. */
export function openLockPool({
  container,
  options,
}: ProviderLoaderOptions): Promise<void> {
  const connectionString = options?.databaseUrl
  if (typeof connectionString !== "string") {
    throw new Error("The option databaseUrl is missing")
  }
  const lockPool = createPool(
    "locks",
    { connectionString, max: CONNECTIONS },
    container.resolve(ContainerRegistrationKeys.LOGGER)
  )
  container.register({ lockPool: asValue(lockPool) })
  return Promise.resolve()
}

import { createRequire } from "node:module"
import { dirname, join } from "node:path"
import stockModule, { discoveryPath } from "@medusajs/medusa/api-key"
import type { DmlEntity } from "@medusajs/framework/utils"

const folder = dirname(discoveryPath)

/** Medusa's own API key module, which this one is but for its check of secret keys. */
export const StockApiKeyService = stockModule.service

/** The model of Medusa's own; there must be only one, and its package exports none. */
export const StockApiKey = (
  createRequire(discoveryPath)("./models") as {
    ApiKey: DmlEntity<never, never>
  }
).ApiKey

/** Where Medusa's own keeps its migrations. */
export const stockMigrations = join(folder, "migrations")

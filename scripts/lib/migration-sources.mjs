// @ts-check
import { hashFiles } from "./file-hash.mjs"

/** Where the migration scripts keep the SQL that they install. */
export const installedSql = [
  "src/modules/supabase-sync/client/stock-capture.ts",
  "src/workflows/storefront-orders/steps/install-payment-guard.ts",
  "src/workflows/stripe-inbox/steps/install-cart-guard.ts",
]

/**
 * @param {string} root
 * @returns {string} changes when `medusa db:migrate` may have something to do
 */
export const hashMigrationSources = (root) =>
  hashFiles(
    root,
    [
      "package-lock.json",
      "medusa-config.ts",
      "src/links",
      "src/migration-scripts",
      "src/modules",
      ...installedSql,
    ],
    (path) =>
      !path.startsWith("src/modules") ||
      path.includes("/migrations/") ||
      installedSql.includes(path)
  )

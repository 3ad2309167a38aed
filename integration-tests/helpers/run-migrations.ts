import { readdirSync } from "node:fs"
import { dirname, join } from "node:path"
import type { Pool } from "pg"
import { projectRoot } from "./project"

/** A generated migration that only adds SQL; it never asks its driver for anything. */
type Migration = { up: () => Promise<void> | void; getQueries: () => unknown[] }
type MigrationFile = Record<string, new () => Migration>

/** Where one of our modules keeps its migrations. */
export function ownMigrations(module: string): string {
  return join(projectRoot, "src/modules", module, "migrations")
}

/** Where Medusa's own inventory module keeps its migrations. */
export function inventoryMigrations(): string {
  return join(dirname(require.resolve("@medusajs/inventory")), "migrations")
}

/** Runs all migrations of a folder, oldest first, each in a transaction as Medusa does. */
export async function runMigrations(pool: Pool, folder: string): Promise<void> {
  const files = readdirSync(folder)
    .filter((file) => /^Migration\d+\.(ts|js)$/.test(file))
    .sort()
  for (const file of files) {
    const exported = jest.requireActual<MigrationFile>(join(folder, file))
    for (const MigrationClass of Object.values(exported)) {
      const migration = new MigrationClass()
      await migration.up()
      await pool.query(
        ["BEGIN", ...migration.getQueries().map(toSql), "COMMIT"].join(";\n")
      )
    }
  }
}

function toSql(query: unknown): string {
  if (typeof query !== "string") {
    throw new Error("Only migrations that are plain SQL can be run here")
  }
  return query.trim().replace(/;$/, "")
}

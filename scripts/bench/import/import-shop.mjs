// @ts-check
import { withClient } from "../../lib/databases.mjs"
import { medusaCli } from "../../lib/medusa-build.mjs"
import { projectRoot } from "../../lib/project-paths.mjs"

/** So well stocked that no order is short. */
const FILL_SHELVES = `
  UPDATE inventory_level
  SET stocked_quantity = 1000000,
      raw_stocked_quantity = '{"value": "1000000", "precision": 20}'`

/**
 * The demo shop in a database of its own, on which both sides make orders.
 * @param {import("../bench.mjs").Bench} bench
 * @returns {Promise<string>} its URL
 */
export async function makeShop(bench) {
  const databaseUrl = await bench.createDatabase("bench_import")
  const env = { ...bench.environment(), DATABASE_URL: databaseUrl }
  await bench.migrate(projectRoot, env)
  const args = [medusaCli, "exec", "./scripts/seed/seed.ts"]
  const options = { cwd: projectRoot, env }
  await bench.children.run("bench-seed", process.execPath, args, options)
  await withClient(databaseUrl, async (client) => {
    await client.query(FILL_SHELVES)
    await client.query("vacuum analyze")
  })
  return databaseUrl
}

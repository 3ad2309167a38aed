import type { ExecArgs } from "@medusajs/framework/types"
import { installStockCaptureWorkflow } from "../workflows/stock-mirror/workflows/install-stock-capture"

/**
 * Runs once, after all modules' migrations and links, since it needs Medusa's own tables and those
 * of its links. It fails the migration where they are not as expected: a shop that starts without
 * would lose changes. When the triggers change, they need a new file: one that ran does not run again.
 */
export default async function installStockCapture({
  container,
}: ExecArgs): Promise<void> {
  await installStockCaptureWorkflow(container).run()
}

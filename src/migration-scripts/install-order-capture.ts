import type { ExecArgs } from "@medusajs/framework/types"
import { installOrderCaptureWorkflow } from "../workflows/order-mirror/workflows/install-order-capture"

/**
 * Runs once, after all modules' migrations and links, since it needs Medusa's own tables. It fails
 * the migration where they are not as expected: a shop that starts without would lose changes.
 */
export default async function installOrderCapture({
  container,
}: ExecArgs): Promise<void> {
  await installOrderCaptureWorkflow(container).run()
}

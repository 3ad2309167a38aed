import type { ExecArgs } from "@medusajs/framework/types"
import { installStockCaptureWorkflow } from "../workflows/stock-mirror/workflows/install-stock-capture"
import { installPaymentGuardWorkflow } from "../workflows/storefront-orders/workflows/install-payment-guard"

/**
 * Runs once, after all modules' migrations, since it needs Medusa's own tables. It fails the
 * migration where they are not as expected: a shop that starts without would lose changes.
 */
export default async function installDatabaseGuards({
  container,
}: ExecArgs): Promise<void> {
  await installStockCaptureWorkflow(container).run()
  await installPaymentGuardWorkflow(container).run()
}

import type { ExecArgs } from "@medusajs/framework/types"
import { installPaymentGuardWorkflow } from "../workflows/storefront-orders/workflows/install-payment-guard"

/**
 * Runs once, after all modules' migrations, since it needs Medusa's own tables. It fails the
 * migration where they are not as expected.
 */
export default async function installDatabaseGuards({
  container,
}: ExecArgs): Promise<void> {
  await installPaymentGuardWorkflow(container).run()
}

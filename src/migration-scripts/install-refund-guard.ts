import type { ExecArgs } from "@medusajs/framework/types"
import { installRefundGuardWorkflow } from "../workflows/storefront-orders/workflows/install-refund-guard"

/**
 * Runs once, after all modules' migrations, since it needs Medusa's own tables. It fails the
 * migration where a refund is there twice already: staff have to look at those.
 */
export default async function installRefundGuard({
  container,
}: ExecArgs): Promise<void> {
  await installRefundGuardWorkflow(container).run()
}

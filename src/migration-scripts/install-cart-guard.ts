import type { ExecArgs } from "@medusajs/framework/types"
import { installCartGuardWorkflow } from "../workflows/stripe-inbox/workflows/install-cart-guard"

/**
 * Runs once, after all modules' migrations and links, since it needs a table of Medusa's own. It
 * fails the migration where a cart has two orders already: staff have to look at those.
 */
export default async function installCartGuard({
  container,
}: ExecArgs): Promise<void> {
  await installCartGuardWorkflow(container).run()
}

import type { ExecArgs } from "@medusajs/framework/types"
import { installCustomerEmailIndexWorkflow } from "../workflows/storefront-orders/workflows/install-customer-email-index"

/** Runs once, after all modules' migrations, since it needs a table of Medusa's own. */
export default async function installCustomerEmailIndex({
  container,
}: ExecArgs): Promise<void> {
  await installCustomerEmailIndexWorkflow(container).run()
}

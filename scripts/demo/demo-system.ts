import { AdminClient } from "./admin-client"
import { LegacyStock } from "./legacy-stock"
import type { RunningSystem } from "./running-system"
import { StorefrontClient } from "./storefront-client"
import type { OnWait } from "./wait-for"

/** What the demo talks to. */
export type DemoSystem = {
  storefront: StorefrontClient
  admin: AdminClient
  legacy: LegacyStock
  onWait: OnWait
}

/** Connects to all of it; `legacy` must be closed. @throws DemoError where a part does not answer. */
export async function connectToSystem(
  system: RunningSystem,
  onWait: OnWait
): Promise<DemoSystem> {
  const admin = await AdminClient.logIn(system)
  const legacy = await LegacyStock.connect(system.supabaseDbUrl)
  return { storefront: new StorefrontClient(system), admin, legacy, onWait }
}

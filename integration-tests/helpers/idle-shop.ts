import { mirrorAtRest } from "./mirror"
import { Shop } from "./shop"

/**
 * A shop whose backend only serves, as a process beside a worker does: every event stays in the
 * state that the test has given it.
 *
 * @param name as for {@link Shop.open}
 */
export async function openIdleShop(name: string): Promise<Shop> {
  const shop = await Shop.open(name)
  // What the seed left to be pushed would wait for so long that the backend is not ready.
  await mirrorAtRest(shop)
  await shop.stop()
  await shop.restart({ MEDUSA_WORKER_MODE: "server" })
  return shop
}

import { DeliveryRefusedError } from "../errors"
import type { EventRow } from "../types"

/** https://docs.stripe.com/keys: secret and restricted keys say which mode they are for. */
export function isLiveKey(key: string): boolean {
  return /^(sk|rk)_live_/.test(key)
}

/**
 * A test event must not make an order in the shop, nor a live one in a trial.
 *
 * @throws DeliveryRefusedError when the event is of the mode that the key is not for.
 */
export function refuseOtherMode(
  { livemode }: Pick<EventRow, "livemode">,
  apiKey: string | undefined
): void {
  if (apiKey && livemode !== null && livemode !== isLiveKey(apiKey)) {
    throw new DeliveryRefusedError(
      "mode_mismatch",
      livemode
        ? "A live event reached an endpoint that works with a test key"
        : "A test event reached an endpoint that works with a live key"
    )
  }
}

import type { Pool } from "pg"
import type { HoldingDispute } from "../domain/hold-order"
import { type DisputesSeen, recordDisputes } from "./disputes"
import { disputesVersion, findDisputesOfOrder } from "./find-disputes"

/** The disputes of payments, as Stripe last told of them. */
export class DisputeBook {
  constructor(private readonly pool: Pool) {}

  /** To be read before Stripe is asked: whether others have written since then. */
  version(paymentId: string): Promise<string> {
    return disputesVersion(this.pool, paymentId)
  }

  /** Keeps what was seen at Stripe. @returns false when that may be older than what stands here. */
  record(seen: DisputesSeen): Promise<boolean> {
    return recordDisputes(this.pool, seen)
  }

  /** Those of the payment that an order came from; none for any other order. */
  ofOrder(orderId: string): Promise<HoldingDispute[]> {
    return findDisputesOfOrder(this.pool, orderId)
  }
}

import type { Faults } from "./faults"
import type { RequestLog } from "./http/request-log"
import type { Store } from "./store"
import type { WebhookDeliverer } from "./webhooks/deliverer"

/** The parts that routes and actions work with. */
export interface StandIn {
  readonly apiKey: string
  readonly store: Store
  readonly deliverer: WebhookDeliverer
  readonly faults: Faults
  readonly requests: RequestLog
}

/** What an action needs: the objects, and someone who tells the world about changes. */
export type Account = Pick<StandIn, "store" | "deliverer">

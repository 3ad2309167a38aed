import Stripe from "stripe"
import { newId, nowSeconds } from "./ids"
import type { Store } from "./store"
import type { WebhookDeliverer } from "./webhooks/deliverer"

export type EventType = Stripe.Event["type"]
type EventOf<Type extends EventType> = Extract<Stripe.Event, { type: Type }>

/** An event that is about to happen, its object as it is at that moment. */
export interface EventDraft {
  type: EventType
  object: Stripe.Event.Data.Object
  previous_attributes?: Stripe.Event.Data.PreviousAttributes
}

/** The request that made the events; null where a customer or the dashboard did. */
export type RequestOrigin = Stripe.Event.Request | null

export interface PublishOptions {
  origin: RequestOrigin
  /** False keeps the events at Stripe, as if the endpoint had never been told. */
  deliver?: boolean
  /** How many more times each event is sent. */
  duplicate?: number
  /** Seconds since the epoch; now, unless told. */
  created?: number
}

/** Pairs an event's type with the object that Stripe sends for it. */
export function eventDraft<Type extends EventType>(
  type: Type,
  object: EventOf<Type>["data"]["object"],
  previous_attributes?: Stripe.Event.Data.PreviousAttributes
): EventDraft {
  return { type, object, ...(previous_attributes && { previous_attributes }) }
}

/** Stores the events of one moment, all of the same second, and has them delivered. */
export function publishEvents(
  { store, deliverer }: { store: Store; deliverer: WebhookDeliverer },
  drafts: readonly EventDraft[],
  options: PublishOptions
): Stripe.EventBase[] {
  const deliver = options.deliver ?? true
  const created = options.created ?? nowSeconds()
  const events = drafts.map(({ type, object, previous_attributes }) =>
    store.events.put({
      id: newId("evt_1"),
      object: "event",
      api_version: Stripe.API_VERSION,
      created,
      data: { object, ...(previous_attributes && { previous_attributes }) },
      livemode: false,
      pending_webhooks: deliver ? deliverer.endpoints : 0,
      request: options.origin ?? { id: null, idempotency_key: null },
      type,
    })
  )
  if (deliver) {
    deliverer.send(events, 1 + (options.duplicate ?? 0))
  }
  return events
}

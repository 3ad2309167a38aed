import type Stripe from "stripe"
import type { MinorAmount } from "../../lib/money"
import type { StripeConnection } from "../../lib/stripe"

/** How an event came here. */
export const EVENT_SOURCES = ["webhook", "catch_up"] as const

export type EventSource = (typeof EVENT_SOURCES)[number]

/** The outcome of an event that staff have set aside. */
export const IGNORED_BY_STAFF = "ignored_by_staff"

/** What the inbox needs to run; given in `medusa-config.ts`. */
export type StripeInboxOptions = {
  databaseUrl: string
  /** None: every delivery is refused. The configuration allows that only where no Stripe key is set. */
  webhookSecrets: string[]
  stripe: StripeConnection | null
  /** The workflow that works one event off: `{ event_id }` → {@link EventOutcome}. */
  handlerWorkflowId: string
  /** False in a process that only serves HTTP. */
  worksOff: boolean
  catchUp: CatchUpOptions
  /** How long the payload of a finished event is kept. */
  payloadRetentionDays: number
}

/** How Stripe is asked for what never arrived. */
export type CatchUpOptions = {
  /** The workflow that does it: `{ trigger }`. */
  workflowId: string
  /** The pause between two runs. */
  everySeconds: number
  /** How far back payments are compared. */
  days: number
  /** Nothing from before is asked for; null: from before the first event, or the first run. */
  since: Date | null
}

/** What sets a run off: the start of a process, or its timer. */
export type CatchUpTrigger = "start" | "timer"

/** From the first of these moments, UTC, up to but not including the second. */
export type TimeSpan = { from: Date; until: Date }

/** An event as it is stored. */
export type EventRow = {
  id: string
  type: string
  apiVersion: string | null
  /** Null where the event does not say. */
  livemode: boolean | null
  payment: string | null
  objectId: string | null
  /** When Stripe made it, UTC. */
  created: Date
  source: EventSource
  /** The body exactly as it arrived. */
  payload: string
}

/** A delivery that was taken. */
export type ReceivedEvent = {
  eventId: string
  type: string
  /** When Stripe made it, to the second. */
  createdAt: Date
  /** The event was there already. */
  duplicate: boolean
}

/** What working an event off came to. */
export type EventOutcome =
  | { kind: "done" }
  | { kind: "ignored"; reason: string }
  | { kind: "snoozed"; delayMs: number }

/** Everything of a payment that an order is made from, fresh from Stripe. */
export type StripePayment = {
  session: Stripe.Checkout.Session
  /** All of them, over all pages. */
  lineItems: Stripe.LineItem[]
}

/** A refund as Stripe has it. */
export type StripeRefund = {
  id: string
  amount: MinorAmount
  /** It failed or was cancelled: the customer does not have the money. */
  isVoid: boolean
  /** Stripe's word for why it failed, such as `expired_or_canceled_card`. */
  failureReason: string | null
  /** The Refund of ours that it was made for. */
  medusaRefundId: string | null
  /** ISO 8601, UTC. */
  createdAt: string
}

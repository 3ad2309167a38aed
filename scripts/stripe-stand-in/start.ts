import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import type { z } from "@medusajs/framework/zod"
import { requireObject } from "./actions/find"
import { catalogSchema, putCatalog, type StripeCatalog } from "./catalog"
import {
  Faults,
  type deliveryFaultsSchema,
  type FaultRule,
  type RefundOutcome,
} from "./faults"
import { createApp } from "./http/app"
import { RequestLog, type LoggedRequest } from "./http/request-log"
import type { StandIn } from "./stand-in"
import { openStateFile } from "./state-file"
import { createStore, type Store } from "./store"
import { createStorefront, type Storefront } from "./storefront/storefront"
import {
  WebhookDeliverer,
  type DeliverOptions,
  type DeliveryAttempt,
} from "./webhooks/deliverer"
import { signPayload, type SignOptions } from "./webhooks/sign"

export interface StripeStandInOptions {
  /** The only secret key that the API accepts. */
  apiKey: string
  /** Signs the webhooks. */
  webhookSecret: string
  /** Where events go; without one they stay at Stripe. */
  webhookUrl?: string | string[]
  /** A free one unless told. Listens on the loopback interface only. */
  port?: number
  /** Keeps all objects over a restart. */
  stateFile?: string
  /** How webhooks are tried again; 100 ms, 200 ms, … up to 30 tries unless told. */
  retry?: { delayMs?: number; maxAttempts?: number; attemptTimeoutMs?: number }
}

export interface StripeStandIn {
  readonly url: string
  readonly port: number
  readonly apiKey: string
  readonly storefront: Storefront
  readonly faults: {
    set(faults: {
      rules?: FaultRule[]
      delivery?: z.input<typeof deliveryFaultsSchema>
      refunds?: RefundOutcome[]
    }): void
    clear(): void
    pending(): FaultRule[]
  }
  /** Everything that Stripe knows; tests may look, and should change it through the API. */
  readonly store: Store
  putCatalog(catalog: StripeCatalog): void
  /** Every try to deliver an event, oldest first. */
  deliveries(): DeliveryAttempt[]
  /** Every API request, oldest first. */
  requests(): LoggedRequest[]
  clearRequests(): void
  /** Sends an event again, `times` at once and without further tries; resolves with the answers. */
  deliver(eventId: string, options?: DeliverOptions): Promise<DeliveryAttempt[]>
  /** Resolves when no delivery is under way or waiting to be tried again. */
  idle(): Promise<void>
  /** The `Stripe-Signature` header for exactly these bytes. */
  sign(payload: Buffer | string, options?: SignOptions): string
  /** Ends the server and all deliveries; leaves no sockets and no timers. */
  close(): Promise<void>
}

/** Starts a Stripe account of one's own; rejects when the port is taken. */
export async function startStripeStandIn(
  options: StripeStandInOptions
): Promise<StripeStandIn> {
  const stateFile = openStateFile(options.stateFile)
  const store: Store = createStore(stateFile.saved, () => {
    stateFile.changed(() => store.snapshot())
  })
  const faults = new Faults()
  const deliverer = createDeliverer(options, store, faults)
  const requests = new RequestLog()
  const standIn: StandIn = {
    apiKey: options.apiKey,
    store,
    deliverer,
    faults,
    requests,
  }
  const storefront = createStorefront(standIn)
  const server = createServer(createApp(standIn, storefront))
  const port = await listen(server, options.port ?? 0)
  resumeDeliveries(standIn)
  return {
    ...controlsOf(standIn, options),
    url: `http://127.0.0.1:${port}`,
    port,
    storefront,
    async close() {
      await Promise.all([closeServer(server), deliverer.close()])
      stateFile.close()
    },
  }
}

function controlsOf(
  { apiKey, store, deliverer, faults, requests }: StandIn,
  { webhookSecret }: StripeStandInOptions
): Omit<StripeStandIn, "url" | "port" | "storefront" | "close"> {
  return {
    apiKey,
    faults,
    store,
    putCatalog: (catalog) => {
      putCatalog(store, catalogSchema.parse(catalog))
    },
    deliveries: () => deliverer.attempts(),
    requests: () => requests.all(),
    clearRequests: () => {
      requests.clear()
    },
    deliver: (eventId, options) =>
      deliverer.redeliver(
        requireObject(store.events, "event", eventId),
        options
      ),
    idle: () => deliverer.idle(),
    sign: (payload, { secret, timestamp } = {}) =>
      signPayload(Buffer.from(payload), secret ?? webhookSecret, timestamp),
  }
}

function createDeliverer(
  { webhookUrl = [], webhookSecret, retry = {} }: StripeStandInOptions,
  store: Store,
  faults: Faults
): WebhookDeliverer {
  return new WebhookDeliverer(
    {
      urls: [webhookUrl].flat(),
      secret: webhookSecret,
      retryDelayMs: retry.delayMs ?? 100,
      maxAttempts: retry.maxAttempts ?? 30,
      attemptTimeoutMs: retry.attemptTimeoutMs ?? 20_000,
      onDelivered: (eventId) => {
        const event = store.events.get(eventId)
        if (event && event.pending_webhooks > 0) {
          store.events.put({
            ...event,
            pending_webhooks: event.pending_webhooks - 1,
          })
        }
      },
    },
    faults
  )
}

/** What an earlier run could not deliver goes out now. */
function resumeDeliveries({ store, deliverer }: StandIn): void {
  const waiting = store.events
    .all()
    .filter((event) => event.pending_webhooks > 0)
  if (waiting.length > 0) {
    deliverer.send(waiting)
  }
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject)
    server.listen(port, "127.0.0.1", () => {
      server.off("error", reject)
      const address: AddressInfo | string | null = server.address()
      resolve(typeof address === "object" && address ? address.port : port)
    })
  })
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => {
      if (error) {
        reject(error)
      } else {
        resolve()
      }
    })
    server.closeAllConnections()
  })
}

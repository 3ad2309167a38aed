import type { IWorkflowEngineService, Logger } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import Stripe from "stripe"
import { LEGACY_STORE_MAPPINGS } from "../../src/config/legacy-store"
import { InboxUnavailableError } from "../../src/modules/stripe-inbox/errors"
import { StripeInboxModuleService } from "../../src/modules/stripe-inbox/service"
import { StorefrontOrdersModuleService } from "../../src/modules/storefront-orders/service"
import { SupabaseSyncModuleService } from "../../src/modules/supabase-sync/service"
import { ownMigrations } from "../helpers/run-migrations"
import { FaultProxy } from "../helpers/fault-proxy"
import { openLegacyStore } from "../helpers/legacy-store"
import {
  type ThrowAwayDatabase,
  createThrowAwayDatabase,
} from "../helpers/throw-away-database"
import { waitFor } from "../helpers/wait-for"

const SECRET = "whsec_integration"

let database: ThrowAwayDatabase
let proxy: FaultProxy
let close: () => Promise<void>

const cradle = {
  logger: {
    warn: () => undefined,
    error: () => undefined,
  } as Partial<Logger> as Logger,
  [Modules.WORKFLOW_ENGINE]: {} as IWorkflowEngineService,
}

function openInbox(): StripeInboxModuleService {
  const inbox = new StripeInboxModuleService(cradle, {
    databaseUrl: proxy.url,
    webhookSecrets: [SECRET],
    stripe: null,
    handlerWorkflowId: "process-stripe-event",
    worksOff: true,
    catchUp: {
      workflowId: "catch-up-with-stripe",
      everySeconds: 300,
      days: 3,
      since: null,
    },
    payloadRetentionDays: 90,
  })
  close = () => inbox.__hooks.onApplicationShutdown()
  return inbox
}

function openLedger(): StorefrontOrdersModuleService {
  const ledger = new StorefrontOrdersModuleService(cradle, {
    databaseUrl: proxy.url,
    policy: { restockOnRefund: "never", holdDisputed: true },
    callWorkflowId: "work-off-storefront-call",
    worksOff: true,
  })
  close = () => ledger.__hooks.onApplicationShutdown()
  return ledger
}

function openSync(legacyUrl?: string): SupabaseSyncModuleService {
  const sync = new SupabaseSyncModuleService(cradle, {
    databaseUrl: proxy.url,
    legacyStore: legacyUrl
      ? { url: legacyUrl, mapping: LEGACY_STORE_MAPPINGS.variants }
      : null,
    foldWorkflowId: "fold-stock-changes",
    pushWorkflowId: "push-stock",
    reconcileWorkflowId: "reconcile-stock",
    checkWorkflowId: "check-noticed-stock",
    foldOrdersWorkflowId: "fold-order-changes",
    pushOrdersWorkflowId: "push-order-status",
    sellableRules: { uncountedQuantity: 999 },
    editPolicy: "report",
    historyDays: 90,
    worksOff: true,
  })
  close = () => sync.__hooks.onApplicationShutdown()
  return sync
}

function delivery(id: string): { body: Buffer; signature: string } {
  const payload = JSON.stringify({
    id,
    object: "event",
    created: 1_795_000_000,
    livemode: false,
    type: "charge.succeeded",
    data: { object: { id: "ch_1", object: "charge" } },
  })
  const signature = new Stripe(
    "sk_test_integration"
  ).webhooks.generateTestHeaderString({ payload, secret: SECRET })
  return { body: Buffer.from(payload), signature }
}

/** Asks once while the database answers, and again when it no longer does; gives what was thrown. */
async function askHalfOpen(
  ask: (turn: number) => Promise<unknown>,
  limitMs: number
): Promise<unknown> {
  await ask(1)
  proxy.stall()
  jest.useFakeTimers({ doNotFake: ALL_BUT_TIMEOUTS })
  let thrown: unknown
  const asked = ask(2).catch((error: unknown) => {
    thrown = error
  })
  await waitFor("the query to be sent", () => proxy.swallowed() > 0)
  jest.advanceTimersByTime(limitMs - 1)
  await Promise.resolve()
  expect(thrown).toBeUndefined()
  jest.advanceTimersByTime(1)
  await asked
  return thrown
}

const ALL_BUT_TIMEOUTS: NonNullable<FakeTimersConfig["doNotFake"]> = [
  "Date",
  "hrtime",
  "nextTick",
  "performance",
  "queueMicrotask",
  "setImmediate",
  "clearImmediate",
  "setInterval",
  "clearInterval",
]

describe("F51: a connection to Medusa's database that leads nowhere", () => {
  beforeAll(async () => {
    database = await createThrowAwayDatabase("half_open_test", [
      ownMigrations("stripe-inbox"),
      ownMigrations("storefront-orders"),
      ownMigrations("supabase-sync"),
    ])
  })
  afterAll(async () => {
    await database.drop()
  })
  beforeEach(async () => {
    proxy = await FaultProxy.start(database.url)
  })
  afterEach(async () => {
    jest.useRealTimers()
    await proxy.close()
    await close()
  })

  it("refuses a delivery after 1.5 s, so that Stripe sends it again", async () => {
    const inbox = openInbox()
    expect(
      await askHalfOpen((turn) => inbox.receive(delivery(`evt_${turn}`)), 1_500)
    ).toBeInstanceOf(InboxUnavailableError)
  })

  it.each([
    ["the inbox's work", () => openInbox().queue],
    ["the queue of stock", () => openSync().queue],
  ])("fails after 20 s in %s", async (_, open) => {
    const queue = open()
    expect(await askHalfOpen(() => queue.claim(1), 20_000)).toMatchObject({
      message: "Query read timeout",
    })
  })

  it.each([
    ["the inbox", openInbox],
    ["the sync", () => openSync(proxy.url)],
  ])("holds up neither the start of %s, nor its end", async (_, open) => {
    proxy.stall()
    const service = open()
    jest.useFakeTimers({ doNotFake: ALL_BUT_TIMEOUTS })
    await service.__hooks.onApplicationStart()
    await waitFor("the listener to connect", () => proxy.swallowed() > 0)
    const stopped = service.__hooks.onApplicationPrepareShutdown()
    await jest.advanceTimersByTimeAsync(8_000)
    await stopped
  })

  it("fails after 40 s in a push to the legacy store, so that the lease can be given back", async () => {
    const store = await openLegacyStore("variants")
    await proxy.close()
    proxy = await FaultProxy.start(store.syncUrl)
    const sync = openSync(proxy.url)
    try {
      const push = (version: number) =>
        sync.pushStock("variant", {
          version,
          figures: [{ id: "variant_1", quantity: 4, inStock: true }],
        })
      expect(await askHalfOpen(push, 40_000)).toMatchObject({
        message: "Legacy store: Query read timeout",
        retry: "outage",
      })
    } finally {
      await store.drop()
    }
  })

  it("fails after 20 s in the ledger", async () => {
    const ledger = openLedger()
    const lease = { id: "spay_1", leaseToken: "token" }
    expect(
      await askHalfOpen(() => ledger.releasePayment(lease), 20_000)
    ).toMatchObject({ message: "Query read timeout" })
  })
})

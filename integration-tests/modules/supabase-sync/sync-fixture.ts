import type { IWorkflowEngineService, Logger } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { LEGACY_STORE_MAPPINGS } from "../../../src/config/legacy-store"
import { SupabaseSyncModuleService } from "../../../src/modules/supabase-sync/service"
import type {
  LegacyStoreConnection,
  PushedItem,
  StockItemKind,
} from "../../../src/modules/supabase-sync/types"
import { QueueFixture } from "../../helpers/queue-fixture"
import {
  type LegacyStoreUnderTest,
  openLegacyStore,
} from "../../helpers/legacy-store"
import { figure } from "./legacy-rows"

const FOLD = "fold-stock-changes"
const NEW_QUANTITY = 4
const { sellable, style } = LEGACY_STORE_MAPPINGS.variants

/**
 * The sync as a server runs it, on a real queue and a real legacy store with sizes. Only Medusa's
 * workflow engine is stood in for: 4 pieces can be sold of every item.
 */
export class SyncFixture {
  readonly logged: string[] = []

  private constructor(
    readonly queue: QueueFixture,
    readonly store: LegacyStoreUnderTest,
    private readonly service: SupabaseSyncModuleService[]
  ) {}

  /** @param store one of the caller's own; a new one unless told */
  static async open(store?: LegacyStoreUnderTest): Promise<SyncFixture> {
    return new SyncFixture(
      await QueueFixture.open(),
      store ?? (await openLegacyStore("variants")),
      []
    )
  }

  /**
   * Starts a process that pushes what is due.
   *
   * @param legacy the way to the legacy store, where it is not the straight one
   */
  async start(
    legacy: Pick<LegacyStoreConnection, "url" | "caCertificate"> = {
      url: this.store.syncUrl,
    }
  ): Promise<void> {
    const log = (message: string): void => {
      // The queue's database has none of Medusa's tables, so nothing is captured.
      if (!message.includes("changes of stock go unseen")) {
        this.logged.push(message)
      }
    }
    const sync = new SupabaseSyncModuleService(
      {
        logger: { warn: log, error: log } as Partial<Logger> as Logger,
        [Modules.WORKFLOW_ENGINE]: {
          run: async (workflow: string, options: { input: object }) => ({
            result:
              workflow === FOLD
                ? 0
                : await push(sync, options.input as PushInput),
          }),
        } as unknown as IWorkflowEngineService,
      },
      {
        databaseUrl: this.queue.database.url,
        legacyStore: {
          ...legacy,
          // Without orders: these are told of by a worker of their own.
          mapping: { sellable, ...(style && { style }) },
        },
        foldWorkflowId: FOLD,
        pushWorkflowId: "push-stock",
        reconcileWorkflowId: "reconcile-stock",
        checkWorkflowId: "check-noticed-stock",
        foldOrdersWorkflowId: "fold-order-changes",
        pushOrdersWorkflowId: "push-order-status",
        sellableRules: { uncountedQuantity: 999 },
        editPolicy: "report",
        historyDays: 90,
        worksOff: true,
      }
    )
    this.service.push(sync)
    await sync.__hooks.onApplicationStart()
  }

  /** How the legacy store differs from what is expected, as the processes say. */
  problems(): readonly string[] {
    return this.service.flatMap((sync) => sync.mappingProblems)
  }

  /** Stops all processes, as a deployment does. */
  async stop(): Promise<void> {
    for (const sync of this.service.splice(0)) {
      await sync.__hooks.onApplicationPrepareShutdown()
      await sync.__hooks.onApplicationShutdown()
    }
  }

  async close(): Promise<void> {
    await this.stop()
    await Promise.all([this.queue.close(), this.store.drop()])
  }
}

type PushInput = { kind: StockItemKind; item_ids: string[] }

async function push(
  sync: SupabaseSyncModuleService,
  { kind, item_ids }: PushInput
): Promise<PushedItem[]> {
  const outcomes = await sync.pushStock(kind, {
    version: await sync.nextVersion(),
    figures: item_ids.map((id) => figure(id, NEW_QUANTITY)),
  })
  return item_ids.map((itemId) => ({
    itemId,
    outcome: outcomes.get(itemId) ?? "not_found",
  }))
}

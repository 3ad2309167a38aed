import type { EditPolicy } from "../../src/modules/supabase-sync/types"
import type {
  InventoryEditResult,
  InventoryEditsResponse,
  StorefrontStockEdit,
} from "../../src/types/storefront-stock-edits"
import { runSqlFile } from "../../scripts/legacy-store"
import {
  type SentRequest,
  installPgNetStandIn,
  takeSentRequests,
} from "./pg-net-stand-in"
import { Shop } from "./shop"
import { variantIdOf } from "./stock"
import { waitFor } from "./wait-for"

/** What the legacy store has of a size. */
export type LegacyRow = { quantity: number; version: number | null }

/** What POST /admin/inventory answers, done or refused. */
export type InventoryAnswer = {
  status: number
  body: Partial<InventoryEditsResponse> & { code?: string; message?: string }
}

/** A shop whose legacy store tells of edits: what pg_net would send is sent when a test says so. */
export class EditedShop {
  /** Every message that was sent to the backend. */
  readonly sent: SentRequest[] = []

  private constructor(readonly shop: Shop) {}

  /** @param name of its database: one word, unique among the suites */
  static async open(
    name: string,
    policy: EditPolicy,
    extra: Record<string, string> = {}
  ): Promise<EditedShop> {
    const shop = await Shop.open(name, {
      SUPABASE_EDIT_POLICY: policy,
      ...extra,
    })
    const edited = new EditedShop(shop)
    await edited.installTrigger()
    return edited
  }

  close(): Promise<void> {
    return this.shop.close()
  }

  /** Changes rows as the shop's own code and Supabase's table editor do. */
  async edit(sku: string, quantity: number): Promise<void> {
    await this.asShop(
      "UPDATE product_variants SET inventory_quantity = $2 WHERE sku = $1",
      [sku, quantity]
    )
  }

  /** Runs a statement with the rights of the shop's own code. */
  async asShop(sql: string, values: unknown[] = []): Promise<void> {
    const client = await this.shop.legacy.connect()
    try {
      await client.query("SET ROLE service_role")
      await client.query(sql, values)
    } finally {
      await client.query("RESET ROLE")
      client.release()
    }
  }

  /** What pg_net has to send by now; it forgets it. */
  async takeMessages(): Promise<SentRequest[]> {
    return takeSentRequests(this.shop.legacy)
  }

  /** Sends one message as pg_net does. */
  async send(
    message: SentRequest
  ): Promise<{ status: number; results: InventoryEditResult[] }> {
    this.sent.push(message)
    const answer = await fetch(message.url, {
      method: "POST",
      headers: message.headers,
      body: message.text,
    })
    const { results = [] } =
      (await answer.json()) as Partial<InventoryEditsResponse>
    return { status: answer.status, results }
  }

  /** Posts items as any program may. @param body a text is sent as it is */
  async post(
    body: unknown,
    authorization: string,
    more: Record<string, string> = {}
  ): Promise<InventoryAnswer> {
    const answer = await fetch(`${this.shop.url}/admin/inventory`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        ...(authorization ? { authorization } : {}),
        ...more,
      },
      body: typeof body === "string" ? body : JSON.stringify(body),
    })
    return {
      status: answer.status,
      body: (await answer.json()) as InventoryAnswer["body"],
    }
  }

  /** The item that tells of Medusa's own number. */
  async ownNumber(sku: string) {
    return { sku, ...(await this.row(sku)) }
  }

  /** Sends what there is, in its order. @returns what came of it all */
  async forward(): Promise<InventoryEditResult[]> {
    const results: InventoryEditResult[] = []
    for (const message of await this.takeMessages()) {
      results.push(...(await this.send(message)).results)
    }
    return results
  }

  async row(sku: string): Promise<LegacyRow> {
    const { rows } = await this.shop.legacy.query<LegacyRow>(
      `SELECT inventory_quantity AS quantity, medusa_stock_version::float8 AS version
       FROM product_variants WHERE sku = $1`,
      [sku]
    )
    return rows[0] ?? { quantity: Number.NaN, version: null }
  }

  /** Waits until everything that waited was pushed. */
  async atRest(): Promise<void> {
    await waitFor("the mirror to have nothing left to push", async () => {
      const { rows } = await this.shop.db.query<{ left: number }>(
        `SELECT (SELECT count(*) FROM stock_change)::int
              + (SELECT count(*) FROM stock_item WHERE state IN ('pending', 'running'))::int AS left`
      )
      return rows[0]?.left === 0
    })
  }

  /** How often a size was pushed. */
  async pushes(sku: string): Promise<number> {
    const { rows } = await this.shop.db.query<{ count: number }>(
      "SELECT count(*)::int AS count FROM stock_push WHERE item_id = $1",
      [await variantIdOf(this.shop, sku)]
    )
    return rows[0]?.count ?? 0
  }

  /** What is kept of the edits, newest first. */
  async kept(query = ""): Promise<StorefrontStockEdit[]> {
    const { edits } = await this.shop.admin<{ edits: StorefrontStockEdit[] }>(
      `/admin/storefront/stock/edits${query}`
    )
    return edits
  }

  /** Makes a secret key as staff do. */
  async makeKey(): Promise<string> {
    const { api_key } = await this.shop.admin<{ api_key: { token: string } }>(
      "/admin/api-keys",
      { method: "POST", body: { title: "Legacy store", type: "secret" } }
    )
    return api_key.token
  }

  private async installTrigger(): Promise<void> {
    const key = await this.makeKey()
    await this.atRest()
    const client = await this.shop.legacy.connect()
    try {
      await installPgNetStandIn(client)
      await runSqlFile(client, "supabase/03-writeback-trigger.sql")
      await client.query(
        `INSERT INTO medusa_writeback.settings (name, value)
         VALUES ('medusa_url', $1), ('medusa_api_key', $2)`,
        [this.shop.url, key]
      )
      const secret = this.shop.environment.STOREFRONT_SIGNING_SECRET
      if (secret) {
        await client.query(
          "INSERT INTO medusa_writeback.settings VALUES ('medusa_signing_secret', $1)",
          [secret]
        )
      }
    } finally {
      client.release()
    }
  }
}

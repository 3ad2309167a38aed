import { z } from "@medusajs/framework/zod"
import {
  type AdminOrder,
  type LedgerPayment,
  ORDER_FIELDS,
  orderSchema,
  paymentSchema,
  type Reservation,
  reservationsSchema,
  STOCK_FIELDS,
  variantsSchema,
} from "./admin-answers"
import { DemoError } from "./demo-error"
import { askJson } from "./http"
import type { RunningSystem } from "./running-system"

/** `available` is stocked less reserved over all locations. */
export type MedusaStock = { variantId: string; available: number }

/** Medusa's admin API, as a member of staff who has logged in. */
export class AdminClient {
  private constructor(
    private readonly serverUrl: string,
    private readonly token: string
  ) {}

  /** @throws DemoError where Medusa does not answer or refuses the login. */
  static async logIn(system: RunningSystem): Promise<AdminClient> {
    const { serverUrl, adminEmail: email, adminPassword: password } = system
    const answer = await askJson(
      "Medusa",
      `${serverUrl}/auth/user/emailpass`,
      z.object({ token: z.string() }),
      { method: "POST", body: { email, password } }
    )
    return new AdminClient(serverUrl, answer?.token ?? "")
  }

  /** What the ledger knows of a payment; null until its first event was worked off. */
  async payment(id: string): Promise<LedgerPayment | null> {
    const path = `/admin/storefront/payments/${id}`
    return (await this.find(path, paymentSchema))?.payment ?? null
  }

  async order(id: string): Promise<AdminOrder> {
    const path = `/admin/orders/${id}?fields=${ORDER_FIELDS}`
    return (await this.get(path, orderSchema)).order
  }

  async orderCount(): Promise<number> {
    const schema = z.object({ count: z.number() })
    return (await this.get("/admin/orders?limit=1&fields=id", schema)).count
  }

  /** Stock over all locations by SKU; a SKU that Medusa does not have is missing. */
  async stock(skus: readonly string[]): Promise<Map<string, MedusaStock>> {
    const query = new URLSearchParams([
      ...skus.map((sku): [string, string] => ["sku", sku]),
      ["fields", STOCK_FIELDS],
      ["limit", String(skus.length)],
    ])
    const { variants } = await this.get(
      `/admin/product-variants?${query.toString()}`,
      variantsSchema
    )
    return new Map(
      variants.map(({ id, sku, inventory_items }) => {
        const levels = inventory_items.flatMap(
          ({ inventory }) => inventory.location_levels
        )
        const available = levels.reduce(
          (sum, level) =>
            sum + level.stocked_quantity - level.reserved_quantity,
          0
        )
        return [sku, { variantId: id, available }]
      })
    )
  }

  async reservations(lineIds: readonly string[]): Promise<Reservation[]> {
    const query = new URLSearchParams([
      ...lineIds.map((id): [string, string] => ["line_item_id", id]),
      ["fields", "id,quantity,created_at"],
      ["limit", "1000"],
    ])
    const path = `/admin/reservations?${query.toString()}`
    return (await this.get(path, reservationsSchema)).reservations
  }

  /** A refund as staff make it. @param amount in major units. */
  async refund(paymentId: string, amount: number): Promise<void> {
    const answer = await askJson(
      "Medusa",
      `${this.serverUrl}/admin/payments/${paymentId}/refund`,
      z.object({ payment: z.object({ id: z.string() }) }),
      { method: "POST", body: { amount }, headers: this.headers }
    )
    if (answer === null) {
      throw new DemoError(`Medusa does not know the payment ${paymentId}.`)
    }
  }

  private async get<T>(path: string, schema: z.ZodType<T>): Promise<T> {
    const answer = await this.find(path, schema)
    if (answer === null) {
      throw new DemoError(`Medusa does not have ${path.split("?")[0]}.`)
    }
    return answer
  }

  private find<T>(path: string, schema: z.ZodType<T>): Promise<T | null> {
    const url = `${this.serverUrl}${path}`
    return askJson("Medusa", url, schema, { headers: this.headers })
  }

  private get headers(): Record<string, string> {
    return { authorization: `Bearer ${this.token}` }
  }
}

import type { AdminOrder } from "@medusajs/framework/types"
import type { Shop } from "./shop"

/** So many of an order's line. */
export type Pieces = { id: string; quantity: number }[]

/**
 * Pieces of an order.
 *
 * @param sku only of this line, which may be an exchange's: all lines unless told
 * @param quantity as many as there are unless told
 */
export function piecesOf(
  order: AdminOrder,
  sku?: string,
  quantity?: number
): Pieces {
  return order.items
    .filter(({ variant_sku }) => !sku || variant_sku === sku)
    .map((item) => ({ id: item.id, quantity: quantity ?? item.quantity }))
}

/** What is sent in place of something; the catalogue's price unless told, in major units. */
export type Outbound = {
  variant_id: string
  quantity: number
  unit_price?: number
}[]

/** What staff do to an order in the admin, by the routes that it calls. */
export class Staff {
  constructor(private readonly shop: Shop) {}

  /** @returns the fulfilment's id */
  async fulfill(order: { id: string }, items: Pieces): Promise<string> {
    const before = new Set(await this.fulfillmentIds(order))
    await this.post(`/admin/orders/${order.id}/fulfillments`, {
      items,
      location_id: await this.locationId(),
    })
    const [made] = (await this.fulfillmentIds(order)).filter(
      (id) => !before.has(id)
    )
    return made ?? ""
  }

  async ship(
    order: { id: string },
    fulfillment: string,
    items: Pieces,
    tracking_number: string
  ): Promise<void> {
    const tracking_url = `https://carrier.example/${tracking_number}`
    await this.post(
      `/admin/orders/${order.id}/fulfillments/${fulfillment}/shipments`,
      {
        items,
        labels: [{ tracking_number, tracking_url, label_url: tracking_url }],
      }
    )
  }

  async deliver(order: { id: string }, fulfillment: string): Promise<void> {
    await this.post(
      `/admin/orders/${order.id}/fulfillments/${fulfillment}/mark-as-delivered`
    )
  }

  /** The customer says that pieces come back. @returns the return's id */
  async requestReturn(order: { id: string }, items: Pieces): Promise<string> {
    const { return: begun } = await this.post<{ return: { id: string } }>(
      "/admin/returns",
      { order_id: order.id, location_id: await this.locationId() }
    )
    await this.post(`/admin/returns/${begun.id}/request-items`, { items })
    await this.post(`/admin/returns/${begun.id}/request`)
    return begun.id
  }

  /** The pieces are back on the shelf. */
  async receiveReturn(id: string, items: Pieces): Promise<void> {
    await this.post(`/admin/returns/${id}/receive`)
    await this.post(`/admin/returns/${id}/receive-items`, { items })
    await this.post(`/admin/returns/${id}/receive/confirm`)
  }

  /** @returns the return that the exchange waits for */
  async exchange(
    order: { id: string },
    inbound: Pieces,
    outbound: Outbound
  ): Promise<string> {
    const { exchange } = await this.post<{ exchange: { id: string } }>(
      "/admin/exchanges",
      { order_id: order.id }
    )
    const { return: back } = await this.post<{ return: { id: string } }>(
      `/admin/exchanges/${exchange.id}/inbound/items`,
      { items: inbound, location_id: await this.locationId() }
    )
    await this.sendOut(`/admin/exchanges/${exchange.id}`, outbound)
    await this.post(`/admin/exchanges/${exchange.id}/request`)
    return back.id
  }

  /** Pieces arrived broken: others are sent, and none are wanted back. */
  async replace(
    order: { id: string },
    broken: Pieces,
    outbound: Outbound
  ): Promise<void> {
    const { claim } = await this.post<{ claim: { id: string } }>(
      "/admin/claims",
      { order_id: order.id, type: "replace" }
    )
    const path = `/admin/claims/${claim.id}`
    await this.post(`${path}/claim-items`, { items: broken })
    await this.sendOut(path, outbound)
    await this.post(`${path}/request`)
  }

  /** Adds a piece, and changes how many of a line there are. */
  async edit(
    order: { id: string },
    changes: {
      add?: { variant_id: string; quantity: number }[]
      set?: Pieces
    }
  ): Promise<void> {
    await this.post("/admin/order-edits", { order_id: order.id })
    const path = `/admin/order-edits/${order.id}`
    if (changes.add) {
      await this.post(`${path}/items`, { items: changes.add })
    }
    for (const { id, quantity } of changes.set ?? []) {
      await this.post(`${path}/items/item/${id}`, { quantity })
    }
    await this.post(`${path}/request`)
    await this.post(`${path}/confirm`)
  }

  async cancel(order: { id: string }): Promise<void> {
    await this.post(`/admin/orders/${order.id}/cancel`)
  }

  /** @param amount in major units */
  async refund(payment: { id: string }, amount: number): Promise<void> {
    await this.post(`/admin/payments/${payment.id}/refund`, { amount })
  }

  /** Of all parcels, in the order of the alphabet. */
  async trackingNumbers(order: { id: string }): Promise<string[]> {
    const { order: found } = await this.shop.admin<{ order: AdminOrder }>(
      `/admin/orders/${order.id}?fields=fulfillments.labels.tracking_number`
    )
    const fulfillments = (found.fulfillments ?? []) as {
      labels?: { tracking_number: string }[]
    }[]
    return fulfillments
      .flatMap(({ labels = [] }) => labels)
      .map(({ tracking_number }) => tracking_number)
      .sort()
  }

  /** Sent free of charge: without a way of shipping Medusa reserves nothing for it. */
  private async sendOut(path: string, items: Outbound): Promise<void> {
    await this.post(`${path}/outbound/items`, { items })
    const { shipping_options } = await this.shop.admin<{
      shipping_options: { id: string; name: string }[]
    }>("/admin/shipping-options")
    await this.post(`${path}/outbound/shipping-method`, {
      shipping_option_id: shipping_options[0]?.id,
      custom_amount: 0,
    })
  }

  private async fulfillmentIds(order: { id: string }): Promise<string[]> {
    const { order: found } = await this.shop.admin<{ order: AdminOrder }>(
      `/admin/orders/${order.id}?fields=fulfillments.id`
    )
    return (found.fulfillments ?? []).map(({ id }) => id)
  }

  private async locationId(): Promise<string> {
    const { stock_locations } = await this.shop.admin<{
      stock_locations: { id: string }[]
    }>("/admin/stock-locations")
    return stock_locations[0]?.id ?? ""
  }

  private async post<T>(path: string, body: object = {}): Promise<T> {
    return this.shop.admin<T>(path, { method: "POST", body })
  }
}

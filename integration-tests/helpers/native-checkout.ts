import type { StoreCart } from "@medusajs/framework/types"
import type Stripe from "stripe"
import { createStripeClient } from "../../src/lib/stripe"
import { publishableKey } from "./publishable-key"
import type { Shop } from "./shop"

const PROVIDER = "pp_stripe_stripe"

const ADDRESS = {
  first_name: "Grace",
  last_name: "Hopper",
  address_1: "1420 Portage St",
  city: "Kalamazoo",
  province: "us-mi",
  postal_code: "49001",
  country_code: "us",
}

/** A cart with everything in it, up to the payment. */
export type NativeCheckout = {
  cartId: string
  /** Minor units. */
  amount: number
  /** Medusa's payment session. */
  sessionId: string
  intentId: string
}

/** What completing a cart answers: the order, or the cart with what is wrong. */
export type Completion =
  | { type: "order"; order: { id: string } }
  | { type: "cart"; error: { message: string } }

/** A customer of Medusa's own checkout: its store API, and Stripe's form in the browser. */
export class NativeCustomer {
  private constructor(
    private readonly shop: Shop,
    private readonly publishableKey: string,
    private readonly regionId: string
  ) {}

  /** Opens Medusa's own checkout in the United States, as staff do in the region's settings. */
  static async of(shop: Shop): Promise<NativeCustomer> {
    const { regions } = await shop.admin<{
      regions: { id: string; currency_code: string }[]
    }>("/admin/regions")
    const region = regions.find(({ currency_code }) => currency_code === "usd")
    if (!region) {
      throw new Error("The shop sells nothing in dollars")
    }
    await shop.admin(`/admin/regions/${region.id}`, {
      method: "POST",
      body: { payment_providers: ["pp_system_default", PROVIDER] },
    })
    return new NativeCustomer(shop, await publishableKey(shop), region.id)
  }

  /** @param data what a shop's checkout may ask of the payment, such as `capture_method` */
  async fillCart(
    sku: string,
    data: Record<string, unknown> = {}
  ): Promise<NativeCheckout> {
    const { cart } = await this.store<{ cart: StoreCart }>("/store/carts", {
      region_id: this.regionId,
      email: "grace@example.com",
      shipping_address: ADDRESS,
      billing_address: ADDRESS,
      items: [{ variant_id: await this.variantId(sku), quantity: 1 }],
    })
    const { shipping_options } = await this.store<{
      shipping_options: { id: string }[]
    }>(`/store/shipping-options?cart_id=${cart.id}`)
    await this.store(`/store/carts/${cart.id}/shipping-methods`, {
      option_id: shipping_options[0]?.id,
    })
    return this.startPayment(cart.id, data)
  }

  /** Pays as Stripe's form does, without a word to Medusa. */
  async pay(checkout: NativeCheckout): Promise<Stripe.PaymentIntent> {
    return this.stripe().paymentIntents.confirm(checkout.intentId, {
      payment_method: "pm_card_visa",
    })
  }

  /** @param server another process than the shop's own */
  async complete(
    { cartId }: NativeCheckout,
    server = this.shop.url
  ): Promise<Completion> {
    return this.store<Completion>(`/store/carts/${cartId}/complete`, {}, server)
  }

  stripe(): Stripe {
    const { apiKey, url } = this.shop.stripe
    return createStripeClient({ apiKey, baseUrl: url })
  }

  private async startPayment(
    cartId: string,
    data: Record<string, unknown>
  ): Promise<NativeCheckout> {
    const { payment_collection } = await this.store<{
      payment_collection: { id: string }
    }>("/store/payment-collections", { cart_id: cartId })
    const { payment_collection: started } = await this.store<{
      payment_collection: {
        payment_sessions: { id: string; data: { id: string; amount: number } }[]
      }
    }>(`/store/payment-collections/${payment_collection.id}/payment-sessions`, {
      provider_id: PROVIDER,
      data,
    })
    const [session] = started.payment_sessions
    if (!session) {
      throw new Error(`No payment was started for ${cartId}`)
    }
    return {
      cartId,
      amount: session.data.amount,
      sessionId: session.id,
      intentId: session.data.id,
    }
  }

  private async variantId(sku: string): Promise<string | undefined> {
    const { rows } = await this.shop.db.query<{ id: string }>(
      "SELECT id FROM product_variant WHERE sku = $1 AND deleted_at IS NULL",
      [sku]
    )
    return rows[0]?.id
  }

  private async store<T>(
    path: string,
    body?: object,
    server = this.shop.url
  ): Promise<T> {
    const answer = await fetch(`${server}${path}`, {
      method: body ? "POST" : "GET",
      headers: {
        "content-type": "application/json",
        "x-publishable-api-key": this.publishableKey,
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    const text = await answer.text()
    if (!answer.ok) {
      throw new Error(`${path} answered ${answer.status}: ${text}`)
    }
    return JSON.parse(text) as T
  }
}

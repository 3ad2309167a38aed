import { randomUUID } from "node:crypto"
import type Stripe from "stripe"
import type { CheckoutOptions } from "../../scripts/stripe-stand-in"
import type {
  StorefrontCallMade,
  StorefrontCallWaiting,
} from "../../src/types/storefront-calls"
import { Shop } from "./shop"
import { cartItem, fillShelves } from "./storefront"
import { waitFor } from "./wait-for"

export const SUIT = "KCT-BURGUNDY-38R-2P"
export const TIE = "KCT-BURGUNDY-TIE"

/** What POST /admin/orders answers, done or refused. */
export type CallAnswered = {
  status: number
  body: Partial<StorefrontCallMade & StorefrontCallWaiting> & {
    type?: string
    code?: string
    message?: string
  }
  location: string | null
  retryAfter: string | null
  replayed: string | null
}

/** A payment that the old storefront can tell us of. */
export type PaidCart = {
  session: Stripe.Checkout.Session
  payment: string
  amount: number
}

/** A shop whose old storefront calls POST /admin/orders. */
export class CallingShop {
  private constructor(
    readonly shop: Shop,
    readonly key: string
  ) {}

  /** @param name of its database: one word, unique among the suites */
  static async open(
    name: string,
    extra: Record<string, string> = {},
    postgres?: string
  ): Promise<CallingShop> {
    const shop = await Shop.open(name, extra, postgres)
    await fillShelves(shop, [SUIT, TIE])
    return new CallingShop(shop, await makeKey(shop))
  }

  close(): Promise<void> {
    return this.shop.close()
  }

  /** Another key of its own. */
  anotherKey(): Promise<string> {
    return makeKey(this.shop)
  }

  /** A customer pays; Stripe tells nobody of it unless told to. */
  pay(options: Partial<CheckoutOptions> = {}): PaidCart {
    const { session, payment_intent } = this.shop.stripe.storefront.checkout({
      kind: "priced",
      items: [cartItem(SUIT)],
      deliver: false,
      ...options,
    })
    return {
      session,
      payment: payment_intent?.id ?? session.id,
      amount: session.amount_total ?? Number.NaN,
    }
  }

  /** Tells of a payment as the old storefront's function does. */
  async call(
    body: unknown,
    headers: Record<string, string> = {},
    url = this.shop.url
  ): Promise<CallAnswered> {
    return answered(
      await fetch(`${url}/admin/orders`, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          authorization: `Bearer ${this.key}`,
          ...headers,
        },
        body: typeof body === "string" ? body : JSON.stringify(body),
      })
    )
  }

  /**
   * Tells of a payment until the answer is for good, as the function does that repeats a call with
   * its key: on a slow machine an order takes longer than the call waits, and Stripe than it may.
   */
  async callUntilMade(
    body: object,
    headers: Record<string, string> = {},
    url = this.shop.url
  ): Promise<CallAnswered> {
    const keyed = { "idempotency-key": randomUUID(), ...headers }
    return waitFor(
      "the order of a call",
      async () => {
        const answer = await this.call(body, keyed, url)
        return ![202, 502, 503].includes(answer.status) && answer
      },
      60_000
    )
  }

  /** Asks where a 202 has said. */
  async poll(path: string, url = this.shop.url): Promise<CallAnswered> {
    return answered(
      await fetch(`${url}${path}`, {
        headers: { authorization: `Bearer ${this.key}` },
      })
    )
  }

  /** Everything of a payment that we have written, by table. */
  async traces(): Promise<Record<string, number>> {
    const tables = [
      "order",
      "storefront_payment",
      "storefront_call",
      "storefront_call_key",
      "storefront_activity",
      "storefront_issue",
      "reservation_item",
      "payment_collection",
    ]
    const counts = await Promise.all(
      tables.map(async (table) => {
        const { rows } = await this.shop.db.query<{ count: number }>(
          `SELECT count(*)::int AS count FROM "${table}"`
        )
        return [table, rows[0]?.count ?? Number.NaN] as const
      })
    )
    return Object.fromEntries(counts)
  }
}

/** What the contract asks of a call, and no more. */
export function bodyOf(
  paid: PaidCart,
  overrides: { amount?: number; currency?: string; items?: object[] } = {}
) {
  const { amount = paid.amount, currency, items } = overrides
  return {
    items: items ?? [{ sku: SUIT, quantity: 1 }],
    payment_info: {
      stripe_payment_id: paid.payment,
      amount,
      ...(currency ? { currency } : {}),
    },
  }
}

async function answered(answer: Response): Promise<CallAnswered> {
  return {
    status: answer.status,
    body: (await answer.json()) as CallAnswered["body"],
    location: answer.headers.get("location"),
    retryAfter: answer.headers.get("retry-after"),
    replayed: answer.headers.get("idempotency-replayed"),
  }
}

async function makeKey(shop: Shop): Promise<string> {
  const { api_key } = await shop.admin<{ api_key: { token: string } }>(
    "/admin/api-keys",
    { method: "POST", body: { title: "Storefront", type: "secret" } }
  )
  return api_key.token
}

import type { AdminOrder } from "@medusajs/framework/types"
import type Stripe from "stripe"
import { createStripeClient } from "../../src/lib/stripe"
import { minor } from "./buy"
import type { Shop } from "./shop"

/*
 * Every amount of a payment, once as Stripe's API has it and once as the admin's does, in the same
 * shape and in minor units.
 */

type Amounts = {
  subtotal: number
  discount: number
  tax: number
  total: number
}

export type MoneyOfOrder = Amounts & {
  currency: string
  /** By Stripe's line item. */
  lines: Record<string, Amounts & { quantity: number; taxes: number[] }>
  shipping: Amounts | null
  paid: number
  captured: number
  refunded: number
  outstanding: number
  status: string
}

const NONE: Amounts = { subtotal: 0, discount: 0, tax: 0, total: 0 }

/** What Stripe says was sold and paid. */
export async function moneyAtStripe(
  shop: Shop,
  sessionId: string
): Promise<MoneyOfOrder> {
  const { apiKey, url } = shop.stripe
  const { sessions } = createStripeClient({ apiKey, baseUrl: url }).checkout
  const session = await sessions.retrieve(sessionId)
  const { data } = await sessions.listLineItems(sessionId, {
    expand: ["data.taxes"],
  })
  const cost = session.shipping_cost
  const total = session.amount_total ?? Number.NaN
  return {
    currency: session.currency ?? "",
    subtotal: (session.amount_subtotal ?? 0) + (cost?.amount_subtotal ?? 0),
    discount: session.total_details?.amount_discount ?? 0,
    tax: session.total_details?.amount_tax ?? 0,
    total,
    lines: Object.fromEntries(
      data.map((line) => [line.id, lineAtStripe(line)])
    ),
    shipping: cost && {
      subtotal: cost.amount_subtotal,
      discount: 0,
      tax: cost.amount_tax,
      total: cost.amount_total,
    },
    paid: total,
    captured: total,
    refunded: 0,
    outstanding: 0,
    status: "captured",
  }
}

function lineAtStripe(line: Stripe.LineItem): MoneyOfOrder["lines"][string] {
  return {
    quantity: line.quantity ?? 1,
    subtotal: line.amount_subtotal,
    discount: line.amount_discount,
    tax: line.amount_tax,
    total: line.amount_total,
    taxes: (line.taxes ?? []).map(({ amount }) => amount).filter(Boolean),
  }
}

/** What the admin shows; of prices that hold the tax, price and discount with it, as Stripe has them. */
export function moneyInAdmin(order: AdminOrder): MoneyOfOrder {
  const currency = order.currency_code
  const amount = (major: unknown) => minor(major ?? 0, currency)
  const shown = (priced: Priced): Amounts => ({
    subtotal: amount(
      priced.is_tax_inclusive ? priced.original_total : priced.subtotal
    ),
    discount: amount(
      priced.is_tax_inclusive ? priced.discount_total : priced.discount_subtotal
    ),
    tax: amount(priced.tax_total),
    total: amount(priced.total),
  })
  const lines = (order.items as unknown as Line[]).map(
    (item) =>
      [
        item.metadata.stripe_line_item_id,
        {
          quantity: item.quantity,
          ...shown(item),
          taxes: item.tax_lines.map(({ total }) => amount(total)),
        },
      ] as const
  )
  const [method] = order.shipping_methods as unknown as Priced[]
  const shipping = method ? shown(method) : null
  const parts = [...lines.map(([, line]) => line), shipping ?? NONE]
  const [collection] = order.payment_collections
  return {
    currency,
    subtotal: sum(parts.map(({ subtotal }) => subtotal)),
    discount: sum(parts.map(({ discount }) => discount)),
    tax: amount(order.tax_total),
    total: amount(order.total),
    lines: Object.fromEntries(lines),
    shipping,
    paid: amount(order.summary.paid_total),
    captured: amount(collection?.captured_amount),
    refunded: amount(collection?.refunded_amount),
    outstanding: amount(order.summary.pending_difference),
    status: order.payment_status,
  }
}

type Priced = {
  is_tax_inclusive: boolean
  original_total: number
  subtotal: number
  discount_total: number
  discount_subtotal: number
  tax_total: number
  total: number
}

type Line = Priced & {
  quantity: number
  tax_lines: { total: number }[]
  metadata: { stripe_line_item_id: string }
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, one) => total + one, 0)
}

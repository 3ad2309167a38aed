import type {
  CreateOrderAddressDTO,
  CreateOrderDTO,
} from "@medusajs/framework/types"
import type Stripe from "stripe"
import { deriveId } from "../../../lib/derive-id"
import { toMajorText, toMinorAmount } from "../../../lib/money"
import type {
  NewIssue,
  PaymentReference,
} from "../../../modules/storefront-orders/types"
import type { ToldByCaller } from "../../../modules/storefront-orders/domain/storefront-call"
import type { CatalogSnapshot } from "./catalog-snapshot"
import { matchLines } from "./match-lines"
import type { ItemMatch } from "./match-item"
import {
  missingInAddress,
  planBillingAddress,
  planShippingAddress,
} from "./plan-address"
import { issueOfMatch, issueOfTotals } from "./plan-issues"
import { type PlannedLine, planLine } from "./plan-line"
import { planMetadata } from "./plan-metadata"
import { type WantedStock, planWantedStock } from "./plan-reservations"
import { planShippingMethods } from "./plan-shipping"
import { type StorefrontContext, chooseRegion } from "./storefront-context"
import { orderTotal } from "./order-total"
import type { StorefrontItem } from "./storefront-item"

/** An order with its id given. */
export type PlannedOrder = CreateOrderDTO & { id: string; items: PlannedLine[] }

/** Everything an import is going to write, decided before anything is written. */
export type ImportPlan = {
  order: PlannedOrder
  wantedStock: WantedStock[]
  issues: NewIssue[]
}

export type ImportFacts = {
  reference: PaymentReference
  session: Stripe.Checkout.Session
  lineItems: readonly Stripe.LineItem[]
  /** What the storefront's call said besides; it counts only where Stripe says nothing. */
  called?: ToldByCaller | null
  catalog: CatalogSnapshot
  context: StorefrontContext
}

/** The id of the order that a payment becomes: the same in every run and every process. */
export function orderIdOf(payment: string): string {
  return deriveId("order", payment)
}

/**
 * Turns a payment into the order it stands for. Stripe's amounts are taken as they are; what is not
 * known becomes a question, and never stops the order.
 */
export function planImport(facts: ImportFacts): ImportPlan {
  const { reference, catalog } = facts
  // A line that the customer set to none at the checkout stays at Stripe with the quantity 0.
  const lineItems = facts.lineItems.filter((line) => line.quantity !== 0)
  const found = matchLines(facts, facts.called ?? null, catalog)
  const items = found.map(({ item }) => item)
  const matches = found.map(({ match }) => match)
  const lines = planLines(reference, lineItems, items, matches)
  const order = planOrder(facts, lines)
  const issues = [
    ...matches.flatMap((match, index) =>
      issueOfMatch(match, items[index], {
        lineId: lines[index]?.id,
        hint: found[index]?.hint ?? null,
      })
    ),
    ...issueOfTotals(order.id, orderTotal(order), reference),
    ...issuesOfContext(order, facts),
  ]
  return { order, issues, wantedStock: planWantedStock(lines, matches) }
}

function planLines(
  { payment }: PaymentReference,
  lineItems: readonly Stripe.LineItem[],
  items: readonly StorefrontItem[],
  matches: readonly ItemMatch[]
): PlannedLine[] {
  return lineItems.flatMap((line, index) => {
    const item = items[index]
    const match = matches[index]
    return item && match ? [planLine(payment, line, item, match)] : []
  })
}

function planOrder(facts: ImportFacts, lines: PlannedLine[]): PlannedOrder {
  const { reference, session, context } = facts
  const shippingAddress = shippingAddressOf(facts)
  const billingAddress = planBillingAddress(session)
  const country =
    shippingAddress?.country_code ?? billingAddress?.country_code ?? null
  const region = chooseRegion(context.regions, country, reference.currency_code)
  const email =
    session.customer_details?.email?.trim() || facts.called?.told.email || null
  return {
    id: orderIdOf(reference.payment),
    status: "pending",
    currency_code: reference.currency_code,
    no_notification: true,
    ...(email ? { email } : {}),
    ...(region ? { region_id: region.id } : {}),
    ...(context.salesChannelId
      ? { sales_channel_id: context.salesChannelId }
      : {}),
    ...(shippingAddress ? { shipping_address: shippingAddress } : {}),
    ...(billingAddress ? { billing_address: billingAddress } : {}),
    items: lines,
    shipping_methods: planShippingMethods(
      session,
      reference.currency_code,
      context
    ),
    transactions: planTransactions(reference),
    metadata: planMetadata(reference, session),
  }
}

/** That the money is there: without it the order would show as not paid. */
function planTransactions(
  reference: PaymentReference
): CreateOrderDTO["transactions"] {
  return reference.amount > 0
    ? [
        {
          amount: toMajorText(
            toMinorAmount(reference.amount),
            reference.currency_code
          ),
          currency_code: reference.currency_code,
          reference: "capture",
          reference_id: reference.payment,
        },
      ]
    : []
}

/** What the customer gave at the checkout, however little; only where that is nothing, the call's. */
function shippingAddressOf({
  session,
  called,
}: ImportFacts): CreateOrderAddressDTO | null {
  const given = planShippingAddress(session)
  const isGiven = given && Object.keys(given).length > 0
  return isGiven ? given : (called?.told.shipping_address ?? given)
}

function issuesOfContext(order: PlannedOrder, facts: ImportFacts): NewIssue[] {
  const { reference } = facts
  const missing = missingInAddress(shippingAddressOf(facts))
  const issues: NewIssue[] = []
  if (!order.region_id) {
    issues.push({
      kind: "region_missing",
      subject: order.id,
      message: `No region sells in ${reference.currency_code.toUpperCase()} to this country; choose one`,
      details: { currency_code: reference.currency_code },
    })
  }
  if (missing.length > 0) {
    issues.push({
      kind: "address_incomplete",
      subject: order.id,
      message: `The shipping address lacks ${missing.join(", ")}; ask the customer and complete it`,
      details: { missing },
    })
  }
  return issues
}

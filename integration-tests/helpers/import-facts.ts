import type Stripe from "stripe"
import { paymentReferenceOf } from "../../src/workflows/storefront-orders/domain/payment-reference"
import {
  type ImportFacts,
  type ImportPlan,
  planImport,
} from "../../src/workflows/storefront-orders/domain/plan-order"
import { catalogVariant } from "./catalog-objects"
import { lineItem, paidSession } from "./stripe-objects"

/** A shop that sells in dollars to the US and in yen to Japan. */
export const CONTEXT: ImportFacts["context"] = {
  salesChannelId: "sc_storefront",
  locationIds: ["sloc_1"],
  regions: [
    { id: "reg_us", currencyCode: "usd", countryCodes: ["us"] },
    { id: "reg_jp", currencyCode: "jpy", countryCodes: ["jp"] },
  ],
  shippingOptions: [
    { id: "so_express", name: "Express shipping", countryCodes: ["us"] },
  ],
}

/** A line that says itself which variant it is. */
export function knownLine(
  overrides: Partial<Stripe.LineItem> = {}
): Stripe.LineItem {
  const metadata = { medusa_variant_id: "variant_40R" }
  return lineItem({ metadata, ...overrides })
}

/** A payment of which everything is known, but for what the test says. */
export function facts(
  session: Partial<Stripe.Checkout.Session> = {},
  overrides: Partial<ImportFacts> = {}
): ImportFacts {
  const paid = paidSession(session)
  return {
    session: paid,
    reference: paymentReferenceOf(paid, "webhook"),
    lineItems: [knownLine()],
    catalog: { variants: [catalogVariant()] },
    context: CONTEXT,
    ...overrides,
  }
}

/** The plan made of {@link facts}. */
export function plan(
  session: Partial<Stripe.Checkout.Session> = {},
  overrides: Partial<ImportFacts> = {}
): ImportPlan {
  return planImport(facts(session, overrides))
}

/** What staff are asked, in short. */
export function questions(
  session: Partial<Stripe.Checkout.Session> = {},
  overrides: Partial<ImportFacts> = {}
): string[] {
  return plan(session, overrides).issues.map(({ kind }) => kind)
}

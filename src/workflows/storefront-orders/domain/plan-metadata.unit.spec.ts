import type Stripe from "stripe"
import { paidSession } from "../../../../integration-tests/helpers/stripe-objects"
import { ORDER_NUMBER, orderNumberOf } from "./order-number"
import { paymentReferenceOf } from "./payment-reference"
import { planMetadata } from "./plan-metadata"

function metadataOf(overrides: Partial<Stripe.Checkout.Session>) {
  const session = paidSession(overrides)
  return planMetadata(paymentReferenceOf(session, "webhook"), session)
}

/** A field of the checkout page that nobody filled in. */
function field(
  key: string,
  filled: Partial<Stripe.Checkout.Session.CustomField>
): Stripe.Checkout.Session.CustomField {
  return {
    key,
    label: { type: "custom", custom: `What is the ${key}?` },
    optional: true,
    type: "text",
    ...filled,
  }
}

const SIZES = [
  { label: "Hat size 58 cm", value: "s58" },
  { label: "Hat size 60 cm", value: "s60" },
]
const NUMBER = { default_value: null, maximum_length: 4, minimum_length: 1 }

describe("what an order keeps of the checkout page", () => {
  it("is text and numbers as they were typed, and of a choice its label", () => {
    const custom_fields = [
      field("gift_message", { text: { ...NUMBER, value: "For Ada" } }),
      field("age", { type: "numeric", numeric: { ...NUMBER, value: "007" } }),
      field("hat", {
        type: "dropdown",
        dropdown: { default_value: null, options: SIZES, value: "s60" },
      }),
    ]
    expect(metadataOf({ custom_fields })).toMatchObject({
      gift_message: "For Ada",
      age: "007",
      hat: "Hat size 60 cm",
    })
  })

  it("is nothing of what the customer left empty", () => {
    const custom_fields = [
      field("note", { text: { ...NUMBER, value: null } }),
      field("hat", {
        type: "dropdown",
        dropdown: { default_value: null, options: SIZES, value: null },
      }),
    ]
    const metadata = metadataOf({ custom_fields })
    expect(metadata).not.toHaveProperty("note")
    expect(metadata).not.toHaveProperty("hat")
  })

  it("cannot stand for what Stripe and the storefront say", () => {
    const custom_fields = ["stripe_payment_intent", ORDER_NUMBER].map((key) =>
      field(key, { text: { ...NUMBER, value: "mine" } })
    )
    expect(Object.values(metadataOf({ custom_fields }))).not.toContain("mine")
  })
})

describe("the storefront's own number of an order", () => {
  it.each<[string, Partial<Stripe.Checkout.Session>, string | null]>([
    [
      "in the metadata",
      { metadata: { order_number: " KCT-1001 " } },
      "KCT-1001",
    ],
    ["as an id in the metadata", { metadata: { order_id: "77" } }, "77"],
    ["as the reference", { client_reference_id: "ref-9" }, "ref-9"],
    [
      "in several places: the plainest counts",
      {
        metadata: { order_id: "77", order_number: "KCT-1001" },
        client_reference_id: "ref-9",
      },
      "KCT-1001",
    ],
    ["left empty", { metadata: { order_number: " " } }, null],
    ["nowhere", { metadata: null }, null],
  ])("is read where it is %s", (_, overrides, number) => {
    expect(orderNumberOf(paidSession(overrides))).toBe(number)
    expect(metadataOf(overrides)[ORDER_NUMBER]).toBe(number ?? undefined)
  })
})

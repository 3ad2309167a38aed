import fc from "fast-check"
import { MASKED } from "../../../lib/masking/contacts"
import { maskPersonalData } from "./mask-personal-data"

const person = {
  name: "Jo Doe",
  email: "jo@example.com",
  phone: "+12125550100",
  address: {
    line1: "1 Main St",
    line2: null,
    city: "Chicago",
    state: "IL",
    postal_code: "60603",
    country: "US",
  },
}

const maskedPerson = {
  name: MASKED,
  email: MASKED,
  phone: MASKED,
  address: {
    line1: MASKED,
    line2: null,
    city: MASKED,
    state: MASKED,
    postal_code: MASKED,
    country: "US",
  },
}

describe("F70: what is masked of an event", () => {
  it.each<[string, object, object]>([
    [
      "who paid",
      { customer_details: person },
      { customer_details: maskedPerson },
    ],
    [
      "whose card it was",
      { billing_details: person },
      { billing_details: maskedPerson },
    ],
    [
      "where it goes, wherever the API version keeps it",
      { shipping: person, collected_information: { shipping_details: person } },
      {
        shipping: maskedPerson,
        collected_information: { shipping_details: maskedPerson },
      },
    ],
    [
      "a customer object",
      {
        customer: {
          id: "cus_1",
          object: "customer",
          ...person,
          description: "vip",
        },
      },
      {
        customer: {
          id: "cus_1",
          object: "customer",
          ...maskedPerson,
          description: MASKED,
        },
      },
    ],
    [
      "receipts",
      { receipt_email: "a@b.co", receipt_url: "https://x.y/1" },
      { receipt_email: MASKED, receipt_url: MASKED },
    ],
    [
      "a secret of the form of an id",
      { client_secret: "pi_1_secret_2" },
      { client_secret: MASKED },
    ],
    [
      "the card's last digits",
      { card: { brand: "visa", last4: "4242", exp_year: 2030 } },
      { card: { brand: "visa", last4: MASKED, exp_year: 2030 } },
    ],
    [
      "an address of a computer",
      { customer_purchase_ip: "192.0.2.1", ip_address: "::1" },
      { customer_purchase_ip: MASKED, ip_address: MASKED },
    ],
    [
      "a date of birth",
      { dob: { day: 1, month: 2, year: 1990 } },
      { dob: { day: MASKED, month: MASKED, year: MASKED } },
    ],
    [
      "what the customer wrote",
      {
        custom_fields: [
          { key: "gift_message", type: "text", text: { value: "congrats" } },
        ],
      },
      {
        custom_fields: [
          { key: "gift_message", type: "text", text: { value: MASKED } },
        ],
      },
    ],
    [
      "an own text on the payment",
      { object: "payment_intent", description: "jo" },
      { object: "payment_intent", description: MASKED },
    ],
    [
      "a reference of the shop's",
      { client_reference_id: "jo.doe" },
      { client_reference_id: MASKED },
    ],
    [
      "metadata that nobody knows",
      {
        metadata: {
          note: "jo",
          customerName: "jo",
          greeting: "Hi",
          anything: "jo",
        },
      },
      {
        metadata: {
          note: MASKED,
          customerName: MASKED,
          greeting: MASKED,
          anything: MASKED,
        },
      },
    ],
    [
      "a text of any field that Stripe may add",
      { something_new: "Jo Doe" },
      { something_new: MASKED },
    ],
    [
      "an e-mail address within a text that is shown",
      { seller_message: "Sent to jo@example.com." },
      { seller_message: `Sent to ${MASKED}` },
    ],
    [
      "an e-mail address as a key",
      { metadata: { "jo@example.com": "1" } },
      { metadata: { [MASKED]: MASKED } },
    ],
    [
      "a phone number in a size",
      { metadata: { size: "38R call +1 212 555 0100" } },
      { metadata: { size: `38R call ${MASKED}` } },
    ],
  ])("is %s", (_, given, expected) => {
    expect(maskPersonalData(given)).toEqual(expected)
  })

  it("is looked for in JSON within a text too", () => {
    const given = {
      metadata: { order_details: '[{"size":"38R","engraving":"For Jo"}]' },
    }
    expect(maskPersonalData(given)).toEqual({
      metadata: { order_details: `[{"size":"38R","engraving":"${MASKED}"}]` },
    })
  })

  it("are e-mail addresses, wherever in whatever JSON", () => {
    fc.assert(
      fc.property(
        fc.letrec<{ json: unknown }>((tie) => ({
          json: fc.oneof(
            { maxDepth: 5 },
            fc.constant("xq.jo@example.com"),
            fc.string(),
            fc.array(tie("json")),
            fc.dictionary(
              fc.constantFrom("id", "size", "metadata", "code", "object", "x"),
              tie("json")
            )
          ),
        })).json,
        (json) => {
          expect(JSON.stringify(maskPersonalData({ json }))).not.toContain(
            "xq.jo"
          )
        }
      )
    )
  })

  it("does not end in a stack overflow", () => {
    const deep = JSON.parse(
      `${"[".repeat(5_000)}"Jo"${"]".repeat(5_000)}`
    ) as unknown
    expect(JSON.stringify(maskPersonalData({ deep }))).toContain(MASKED)
  })
})

import fc from "fast-check"
import {
  type StripeStandIn,
  startStripeStandIn,
} from "../../../scripts/stripe-stand-in"
import { maskPersonalData } from "../../../src/modules/stripe-inbox/domain/mask-personal-data"

/** Nobody is called so by accident: what is found in the text was not masked. */
const word = fc
  .stringMatching(/^[A-Za-z][a-z]{7,10}$/)
  .map((text) => `xq${text}`)
const words = fc.array(word, { minLength: 1, maxLength: 3 })
const digits = fc.stringMatching(/^\d{7}$/)

const people = fc.record({
  name: words.map((parts) => parts.join(" ")),
  email: fc
    .tuple(word, word)
    .map(([name, host]) => `${name}.${name}@${host}.example`),
  phone: digits.map((number) => `+1555${number}`),
  line1: fc
    .tuple(digits, word)
    .map(([number, street]) => `${number} ${street}`),
  city: word,
  postal_code: digits.map((number) => `Q${number}`),
  gift: words.map((parts) => parts.join(" ")),
  note: word,
})

describe("F70: an event as staff see it, masked", () => {
  let stripe: StripeStandIn

  beforeAll(async () => {
    stripe = await startStripeStandIn({
      apiKey: "sk_test_masked",
      webhookSecret: "whsec_masked",
    })
  })

  afterAll(async () => {
    await stripe.close()
  })

  it("holds nothing of the customer's, and still says what was paid for", () => {
    fc.assert(
      fc.property(
        people,
        fc.constantFrom("priced", "ad_hoc", "express"),
        (person, kind) => {
          const { name, email, phone, line1, city, postal_code } = person
          const before = new Set(stripe.store.events.all().map(({ id }) => id))
          const { payment_intent } = stripe.storefront.checkout({
            kind,
            customer: {
              name,
              email,
              phone,
              address: { line1, city, postal_code, state: "IL", country: "US" },
            },
            gift_message: person.gift,
            metadata: { customer_note: person.note, customer_email: email },
            items: [
              {
                legacy_product_id: "suit-black",
                name: "Black Suit (2-Piece)",
                size: "40R",
                quantity: 1,
                unit_amount: 17_999,
              },
            ],
          })
          stripe.storefront.dispute({
            payment_intent: payment_intent?.id ?? "",
          })
          const events = stripe.store.events
            .all()
            .filter(({ id }) => !before.has(id))
          const text = JSON.stringify(maskPersonalData(events))
          Object.values(person).forEach((value) => {
            expect(text).not.toContain(value)
          })
          expect(text).toContain("40R")
          expect(text).toContain(payment_intent?.id)
          expect(new Set(events.map(({ type }) => type))).toContain(
            "charge.dispute.created"
          )
        }
      ),
      { numRuns: 30 }
    )
  })
})

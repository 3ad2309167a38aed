import fc from "fast-check"
import { meaningOfEvent } from "./meaning-of-event"
import { topicOfType } from "./topic-of-type"

describe("whatever comes", () => {
  const TYPES = [
    "checkout.session.completed",
    "checkout.session.expired",
    "payment_intent.succeeded",
    "payment_intent.amount_capturable_updated",
    "charge.succeeded",
    "refund.created",
    "charge.dispute.created",
    "invoice.paid",
    "setup_intent.created",
  ]
  /** Fields that are looked at, each with anything in it. */
  const object = fc.record(
    {
      id: fc.oneof(fc.constant("pi_1"), fc.jsonValue()),
      object: fc.oneof(
        fc.constantFrom("payment_intent", "checkout.session", "charge"),
        fc.jsonValue()
      ),
      mode: fc.jsonValue(),
      payment_status: fc.jsonValue(),
      payment_intent: fc.jsonValue(),
      metadata: fc.oneof(
        fc.record({
          session_id: fc.oneof(fc.constant("payses_1"), fc.jsonValue()),
        }),
        fc.jsonValue()
      ),
      amount_received: fc.oneof(fc.integer(), fc.jsonValue()),
      amount_capturable: fc.oneof(fc.integer(), fc.jsonValue()),
      currency: fc.oneof(fc.constantFrom("usd", "jpy"), fc.jsonValue()),
    },
    { requiredKeys: [] }
  )
  const event = fc.record(
    {
      type: fc.oneof(fc.constantFrom(...TYPES), fc.string()),
      object: fc.oneof(
        fc.constantFrom("event", "v2.core.event"),
        fc.jsonValue()
      ),
      data: fc.oneof(
        fc.record({ object: fc.oneof(object, fc.jsonValue()) }),
        fc.jsonValue()
      ),
      related_object: fc.jsonValue(),
    },
    { requiredKeys: ["type"] }
  )

  it("never throws, and names a payment by an id of its own wherever it asks for an import", () => {
    fc.assert(
      fc.property(event, (value) => {
        const meaning = meaningOfEvent(JSON.parse(JSON.stringify(value)))
        if (meaning.kind === "import") {
          expect(meaning.payment).toMatch(/./s)
        }
        if (meaning.kind === "medusa_payment") {
          expect(meaning.session_id).toMatch(/^payses_/)
        }
      }),
      { numRuns: 2_000 }
    )
  })

  it("never throws on any JSON at all", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string(), (value, type) => {
        meaningOfEvent(value)
        meaningOfEvent({ ...(value as object), type })
        topicOfType(type)
      }),
      { numRuns: 1_000 }
    )
  })
})

import fc from "fast-check"
import { toEventRow } from "./event-row"

const SNAPSHOT = {
  id: "evt_1",
  object: "event",
  api_version: "2026-10-28.endive",
  created: 1_795_000_000,
  livemode: false,
  type: "payment_intent.succeeded",
  data: { object: { id: "pi_1", object: "payment_intent" } },
}

/** As Stripe's page on event destinations shows one. */
const THIN = {
  id: "evt_test_65R9Ijk8dKEYZcXeRWn16R9A7j1FSQ3w3TGDPLLGSM4CW0",
  object: "v2.core.event",
  type: "v1.billing.meter.error_report_triggered",
  livemode: false,
  created: "2026-09-17T06:20:52.246Z",
  related_object: { id: "mtr_1", type: "billing.meter" },
}

const rowOf = (event: unknown) => toEventRow(event, "the text", "webhook")

it("keeps what lists and filters need beside the text", () => {
  expect(rowOf(SNAPSHOT)).toEqual({
    id: "evt_1",
    type: "payment_intent.succeeded",
    apiVersion: "2026-10-28.endive",
    livemode: false,
    payment: "pi_1",
    objectId: "pi_1",
    created: new Date(1_795_000_000_000),
    source: "webhook",
    payload: "the text",
  })
})

describe("a thin event", () => {
  it("has no data, and a date for the time", () => {
    expect(rowOf(THIN)).toMatchObject({
      type: "v1.billing.meter.error_report_triggered",
      livemode: false,
      payment: null,
      objectId: null,
      created: new Date("2026-09-17T06:20:52.246Z"),
    })
  })

  it("may say nothing of its mode", () => {
    expect(rowOf({ ...THIN, livemode: undefined })).toMatchObject({
      livemode: null,
    })
  })
})

it.each([
  ["a number", 7],
  ["nothing", null],
  ["no id", { ...SNAPSHOT, id: undefined }],
  ["an id of something else", { ...SNAPSHOT, id: "pi_1" }],
  [
    "an id too long for an index",
    { ...SNAPSHOT, id: `evt_${"1".repeat(300)}` },
  ],
  ["no type", { ...SNAPSHOT, type: "" }],
  ["a type that cannot be stored", { ...SNAPSHOT, type: "a\u0000b" }],
  ["no time", { ...SNAPSHOT, created: undefined }],
  ["a time that is none", { ...SNAPSHOT, created: "soon" }],
  ["a time beyond the calendar", { ...SNAPSHOT, created: 1e300 }],
  ["no mode", { ...SNAPSHOT, livemode: undefined }],
  ["no data", { ...SNAPSHOT, data: undefined }],
])("is null for %s", (_, event) => {
  expect(rowOf(event)).toBeNull()
})

it.each([
  ["that is too long", "x".repeat(300)],
  ["with a zero character", "pi_\u0000"],
  ["with half a surrogate pair", "pi_\ud800"],
])(
  "keeps an event, without the payment, whose payment has an id %s",
  (_, id) => {
    const event = {
      ...SNAPSHOT,
      data: { object: { id, object: "payment_intent" } },
    }
    expect(rowOf(event)).toMatchObject({ payment: null, objectId: null })
  }
)

it("keeps nothing that PostgreSQL would not store, whatever is signed", () => {
  fc.assert(
    fc.property(
      fc.record({
        id: fc.string({ unit: "binary" }).map((text) => `evt_${text}`),
        type: fc.string({ unit: "binary" }),
        created: fc.oneof(fc.double(), fc.integer(), fc.string()),
        livemode: fc.boolean(),
        data: fc.record({ object: fc.object() }),
      }),
      (event) => {
        const row = rowOf(event)
        const texts = [row?.id, row?.type, row?.payment, row?.objectId]
        return texts.every(
          (text) => !text || (text.isWellFormed() && !text.includes("\u0000"))
        )
      }
    )
  )
})

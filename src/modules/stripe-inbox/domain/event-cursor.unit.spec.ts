import fc from "fast-check"
import { decodeCursor, encodeCursor } from "./event-cursor"

const asCursor = (text: string) => Buffer.from(text).toString("base64url")

describe("the cursor of the list of events", () => {
  it("comes back as it was, to the microsecond", () => {
    fc.assert(
      fc.property(
        fc.date({
          min: new Date("1970-01-01T00:00:00Z"),
          max: new Date("2199-12-31T00:00:00Z"),
          noInvalidDate: true,
        }),
        fc.integer({ min: 0, max: 999 }),
        fc.stringMatching(/^evt_[A-Za-z0-9]{1,40}$/),
        (date, micros, id) => {
          const receivedAt = date
            .toISOString()
            .replace("Z", `${String(micros).padStart(3, "0")}Z`)
          const cursor = { receivedAt, id }
          expect(decodeCursor(encodeCursor(cursor))).toEqual(cursor)
        }
      )
    )
  })

  it.each([
    ["nothing", ""],
    ["a word", "abc"],
    ["no base64url", "%%%"],
    ["another's base64", asCursor("hello world")],
    ["no id", asCursor("2026-11-21T09:00:00.000000Z ")],
    ["milliseconds", asCursor("2026-11-21T09:00:00.000Z evt_1")],
    ["a 30th of February", asCursor("2026-02-30T09:00:00.000000Z evt_1")],
    ["a year 0", asCursor("0000-01-01T09:00:00.000000Z evt_1")],
    ["an hour 25", asCursor("2026-11-21T25:00:00.000000Z evt_1")],
    ["SQL", asCursor("2026-11-21T09:00:00.000000Z evt_1';--")],
    ["a NUL", asCursor("2026-11-21T09:00:00.000000Z evt_\u0000")],
    ["something behind", asCursor("2026-11-21T09:00:00.000000Z evt_1 x")],
    ["padding", `${asCursor("2026-11-21T09:00:00.000000Z evt_1")}==`],
  ])("F67: is refused where it is %s", (_, text) => {
    expect(decodeCursor(text)).toBeNull()
  })
})

import { signPayload } from "../../../../scripts/stripe-stand-in/webhooks/sign"
import {
  paidSession,
  stripeEvent,
} from "../../../../integration-tests/helpers/stripe-objects"
import { DeliveryRefusedError, type RefusalCode } from "../errors"
import { TOLERANCE_SECONDS, verifyDelivery } from "./verify-delivery"

const NOW = 1_795_000_000
const SECRET = "whsec_planted_now"
const OLD_SECRET = "whsec_planted_before"

const EVENT = stripeEvent("checkout.session.completed", paidSession())
const BODY = Buffer.from(JSON.stringify(EVENT))

/** A delivery that Stripe would make of a body. */
function signed(body: Buffer | string, timestamp = NOW, secret = SECRET) {
  const bytes = Buffer.from(body)
  return { body: bytes, signature: signPayload(bytes, secret, timestamp) }
}

/** Why a delivery is refused; no refusal gives away the body or a secret. */
function refusalOf(
  delivery: Parameters<typeof verifyDelivery>[0],
  secrets: readonly string[] = [SECRET]
): RefusalCode | null {
  try {
    verifyDelivery(delivery, secrets, NOW)
    return null
  } catch (error) {
    if (!(error instanceof DeliveryRefusedError)) {
      throw error
    }
    expect(error.message).not.toContain("planted")
    expect(error.message).not.toContain("grace@example.com")
    return error.code
  }
}

it("hands on the event with the body exactly as it arrived", () => {
  const { id, payload } = verifyDelivery(signed(BODY), [SECRET], NOW)
  expect(id).toBe(EVENT.id)
  expect(payload).toBe(BODY.toString())
})

it("uses this machine's clock where no other time is told", () => {
  const now = Math.floor(Date.now() / 1000)
  expect(verifyDelivery(signed(BODY, now), [SECRET]).id).toBe("evt_1")
})

describe("the signature (F7, F11)", () => {
  const { body, signature } = signed(BODY)

  it.each<[string, string | string[] | undefined]>([
    ["no header", undefined],
    ["an empty header", ""],
    ["the header twice", [signature, signature]],
    ["the header as an array of one", [signature]],
    ["no headers in an array", []],
  ])("refuses %s as missing", (_, header) => {
    expect(refusalOf({ body, signature: header })).toBe("signature_missing")
  })

  it.each([
    ["nonsense", "nonsense"],
    ["no timestamp", signature.replace(/^t=\d+,/, "")],
    ["no signature", signature.replace(/,.*$/, "")],
    ["another scheme", signature.replace("v1=", "v0=")],
    ["another digit", signature.replace(/.$/, (c) => (c === "0" ? "1" : "0"))],
    ["a signature cut short", signature.slice(0, -2)],
    ["another timestamp", signature.replace(String(NOW), String(NOW - 1))],
    ["a timestamp that is no number", signature.replace(String(NOW), "soon")],
    ["non-ASCII text", "t=١,v1=é"],
  ])("refuses %s", (_, header) => {
    expect(refusalOf({ body, signature: header })).toBe("signature_invalid")
  })

  it("refuses a body of which a proxy changed one byte, at the start, inside, at the end", () => {
    for (const position of [0, Math.floor(body.length / 2), body.length - 1]) {
      const changed = Buffer.from(body)
      changed[position] = (changed[position] ?? 0) ^ 1
      expect(refusalOf({ body: changed, signature })).toBe("signature_invalid")
    }
  })

  it.each([
    ["a line break more", Buffer.concat([body, Buffer.from("\n")])],
    ["a byte less", body.subarray(0, -1)],
    ["the same JSON spaced otherwise", JSON.stringify(EVENT, null, 2)],
    ["nothing", ""],
  ])("refuses %s", (_, other) => {
    const delivery = { body: Buffer.from(other), signature }
    expect(refusalOf(delivery)).toBe("signature_invalid")
  })

  it("refuses a header that carries a second, later timestamp", () => {
    const replayed = signed(BODY, NOW - 1_000)
    expect(
      refusalOf({ body, signature: `${replayed.signature},t=${NOW}` })
    ).toBe("signature_invalid")
  })

  it("refuses everything where no secret is set", () => {
    expect(refusalOf(signed(BODY), [])).toBe("signature_invalid")
  })
})

describe("the age (F8, F9)", () => {
  it("holds five minutes both ways", () => {
    expect(TOLERANCE_SECONDS).toBe(300)
  })

  it.each<[string, number, RefusalCode | null]>([
    ["301 s old", -301, "timestamp_stale"],
    ["300 s old", -300, null],
    ["of this second", 0, null],
    ["300 s ahead", 300, null],
    ["301 s ahead", 301, "timestamp_ahead"],
    ["a year ahead", 31_536_000, "timestamp_ahead"],
    ["of 1970", 1 - NOW, "timestamp_stale"],
  ])("%s", (_, seconds, refusal) => {
    expect(refusalOf(signed(BODY, NOW + seconds))).toBe(refusal)
  })

  it("does not let a timestamp from the future pass behind one of now", () => {
    const ahead = NOW + 1_000
    const { body, signature } = signed(BODY, ahead)
    const header = `t=${NOW},${signature}`
    expect(refusalOf({ body, signature: header })).toBe("timestamp_ahead")
  })

  it("says of an old delivery that it is old, whichever secret signed it", () => {
    const old = signed(BODY, NOW - 301, OLD_SECRET)
    expect(refusalOf(old, [SECRET, OLD_SECRET])).toBe("timestamp_stale")
    expect(refusalOf(old, [OLD_SECRET, SECRET])).toBe("timestamp_stale")
  })
})

describe("changing the secret (F10)", () => {
  it.each([SECRET, OLD_SECRET])(
    "accepts both secrets in either order: %s",
    (secret) => {
      const delivery = signed(BODY, NOW, secret)
      expect(refusalOf(delivery, [SECRET, OLD_SECRET])).toBeNull()
      expect(refusalOf(delivery, [OLD_SECRET, SECRET])).toBeNull()
    }
  )

  it("accepts what Stripe signs with both secrets at once", () => {
    const [, v1] = signed(BODY, NOW, OLD_SECRET).signature.split(",")
    const { body, signature } = signed(BODY)
    const both = { body, signature: `${signature},${v1 ?? ""}` }
    expect(refusalOf(both, [SECRET])).toBeNull()
    expect(refusalOf(both, [OLD_SECRET])).toBeNull()
  })

  it("refuses a secret that is no longer valid", () => {
    expect(refusalOf(signed(BODY, NOW, OLD_SECRET), [SECRET])).toBe(
      "signature_invalid"
    )
  })
})

describe("a body that is no event, though signed (F13)", () => {
  const text = (fields: object) => JSON.stringify({ ...EVENT, ...fields })
  const deep = `${"[".repeat(10_000)}${"]".repeat(10_000)}`

  it.each<[string, string | Buffer]>([
    ["nothing", ""],
    ["spaces", "   "],
    ["no JSON", "payment=1"],
    ["JSON cut off", BODY.subarray(0, -1)],
    ["UTF-16", Buffer.from(BODY.toString(), "utf16le")],
    ["a text", '"evt_1"'],
    ["a number", "1"],
    ["null", "null"],
    ["an array", `[${BODY.toString()}]`],
    ["an empty object", "{}"],
    ["10,000 levels", deep],
    ["an event behind __proto__", `{"__proto__":${BODY.toString()}}`],
    ["no id", text({ id: undefined })],
    ["an id that is a number", text({ id: 1 })],
    ["the id of something else", text({ id: "pi_1" })],
    ["an id longer than a column", text({ id: `evt_${"1".repeat(255)}` })],
    ["no type", text({ type: undefined })],
    ["no time", text({ created: undefined })],
    ["a time that is a text", text({ created: "now" })],
    ["no mode", text({ livemode: undefined })],
    ["no data", text({ data: undefined })],
    ["data that is null", text({ data: null })],
    ["data that is a text", text({ data: "x" })],
  ])("refuses %s", (_, body) => {
    expect(refusalOf(signed(body))).toBe("body_malformed")
  })

  it("refuses bytes that are not UTF-8, whoever signed them", () => {
    expect(refusalOf(signed(Buffer.from([0x7b, 0xff, 0xfe, 0x7d])))).toBe(
      "signature_invalid"
    )
  })

  it("refuses bytes that only decode to the text that was signed", () => {
    const { body, signature } = signed(text({ note: "\ufffd" }))
    const character = body.indexOf("\ufffd")
    const changed = Buffer.concat([
      body.subarray(0, character),
      Buffer.from([0xff]),
      body.subarray(character + 3),
    ])
    expect(refusalOf({ body: changed, signature })).toBe("body_malformed")
    const marked = Buffer.concat([Buffer.from("\ufeff"), body])
    expect(refusalOf({ body: marked, signature })).toBe("body_malformed")
  })

  it("looks at the body only after the signature", () => {
    const { signature } = signed(BODY)
    expect(refusalOf({ body: Buffer.from("no JSON"), signature })).toBe(
      "signature_invalid"
    )
  })

  it("lets __proto__ inside an event change nothing", () => {
    const body = text({}).replace("{", '{"__proto__":{"polluted":true},')
    const row = verifyDelivery(signed(body), [SECRET], NOW)
    expect(row).not.toHaveProperty("polluted")
    expect({}).not.toHaveProperty("polluted")
  })

  it("takes an event 10,000 levels deep without falling over", () => {
    const body = text({}).replace("{", `{"deep":${deep},`)
    const { payload } = verifyDelivery(signed(body), [SECRET], NOW)
    expect(payload).toBe(body)
  })
})

describe("names and metadata as the customer wrote them (F18)", () => {
  it.each([
    ["characters of four bytes", JSON.stringify("𝄞 👔 𠮷野家")],
    ["the escape of the zero character", '"a\\u0000b"'],
    ["a lone surrogate", '"\\ud83d"'],
    ["a pair of surrogates as escapes", '"\\ud83d\\udc54"'],
    ["letters of several parts", JSON.stringify("é é ﬁ")],
    ["a byte order mark inside", JSON.stringify("\ufeffx")],
    ["numbers as they were written", "1.10e2"],
    ["one key twice", '{"a":1,"a":2}'],
  ])("keeps %s exactly", (_, json) => {
    const body = JSON.stringify(EVENT).replace("{", `{"name": ${json} ,`)
    const { payload } = verifyDelivery(signed(body), [SECRET], NOW)
    expect(payload).toBe(body)
    expect(Buffer.from(payload).equals(Buffer.from(body))).toBe(true)
  })

  it("keeps the zero character in what it reads", () => {
    const body = JSON.stringify(EVENT).replace("grace@", "g\\u0000race@")
    const { payload } = verifyDelivery(signed(body), [SECRET], NOW)
    expect(payload).toContain("g\\u0000race@")
  })
})

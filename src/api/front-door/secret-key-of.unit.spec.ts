import { secretKeyOf } from "./secret-key-of"

const KEY = "sk_0123456789abcdef"
const inBase64 = (text: string) => Buffer.from(text).toString("base64")

describe("the secret key that a request shows", () => {
  test.each([
    `Bearer ${KEY}`,
    `bearer ${KEY}`,
    `Basic ${KEY}`,
    `Basic ${KEY}:`,
    `BASIC ${inBase64(KEY)}`,
    `Basic ${inBase64(`${KEY}:`)}`,
  ])("%s", (header) => {
    expect(secretKeyOf(header)).toBe(KEY)
  })

  test.each([
    undefined,
    "",
    "Basic",
    "Bearer eyJhbGciOiJIUzI1NiJ9.e30.x",
    `Basic ${inBase64("somebody:password")}`,
    `Digest ${KEY}`,
    KEY,
  ])("none in %s", (header) => {
    expect(secretKeyOf(header)).toBeNull()
  })
})

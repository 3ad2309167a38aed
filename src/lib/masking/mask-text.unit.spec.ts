import fc from "fast-check"
import { maskText } from "./mask-text"

describe("what is masked in a text that is printed or kept", () => {
  test.each([
    ["a Stripe key", "Invalid API Key: sk_live_51abcDEF0123456789"],
    ["a restricted key", "rk_test_0123456789abcdef was refused"],
    ["a secret key of Medusa's", `key sk_${"0123456789abcdef".repeat(4)}`],
    ["a webhook's secret", "whsec_0123456789/abc+DEF= does not match"],
    [
      "a session token",
      "jwt eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJhIjoiMDEyMzQ1Njc4OSJ9.abc-0123456789_x",
    ],
    ["a Bearer token", "Authorization: Bearer abcDEF0123456789abcd"],
    ["basic credentials", "basic c2tfMDEyMzQ1Njc4OWFiY2RlZg=="],
    ["a database's password", "postgres://medusa:p0123456789w@db:5432/shop"],
    ["a Redis password", "rediss://:0123456789abc@cache.example:6379 is out"],
    ["a session cookie", "connect.sid=s%3A0123456789abc.def; path=/"],
    ["a field of JSON", '{"password":"0123456789"}'],
    ["a field of JSON within JSON", '{\\"api_key\\":\\"0123456789\\"}'],
    ["an e-mail address", "marcus.0123456789@example.com not found"],
    [
      "an e-mail address in an address",
      "/customers?q=m0123456789%40example.com",
    ],
    ["a phone number", "call +1 (269) 555-0123 now"],
    ["a card number", "4242 4242 4242 4242 was declined"],
    [
      "a row that PostgreSQL quotes",
      "Key (email, name)=(0123456789, Jo (Doe)) already exists.",
    ],
    ["a whole row", "Failing row contains (1, 0123456789, Jo Doe)."],
    [
      "a value of the wrong type",
      'invalid input syntax for type uuid: "0123456789"',
    ],
    [
      "a statement's values",
      `insert into "customer" ("id") values ('0123456789') - duplicate key value violates unique constraint "x"`,
    ],
    ["a person's name in JSON", '{"id":"cus_1","first_name":"Jo 0123456789"}'],
    [
      "a person in an object that was printed",
      "{ id: 1, lastName: 'Do 0123456789' }",
    ],
  ])("%s", (_, text) => {
    const masked = maskText(text)
    expect(masked).toContain("[masked]")
    expect(masked).not.toMatch(/0123456789|4242|555|Jo|Doe/)
  })

  test.each([
    "stripe inbox: event_id=evt_1Abc type=checkout.session.completed failed code=card_declined",
    "queue stripe_event: paused, an outage: ECONNREFUSED: connect ECONNREFUSED 127.0.0.1:5432",
    "payment=pi_3wuKO0v0JR8sBjePqsPOwRHop order_id=order_01J9Z8 amount=39998 usd",
    "request method=GET path=/admin/products/prod_01 status=200 duration_ms=12 address=10.0.0.1",
    "2026-11-21T19:00:00.000Z +01:00 1764000000000 v2.21.2",
    "Size 40R of KCT-BURGUNDY-38R-2P: 12 in stock, at most 3 more",
    "Could not update the order 'order_01': select another",
    "Secret API keys must be sent using HTTP Basic authentication instead",
    'relation "stock_change" does not exist',
    "https://dashboard.stripe.com/payments/pi_3wuKO0v0JR8sBjePqsPOwRHop",
  ])("not: %s", (text) => {
    expect(maskText(text)).toBe(text)
  })

  test("what is masked stays as it is", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const once = maskText(text)
        expect(maskText(once)).toBe(once)
      })
    )
  })

  test("a text made to be slow to read is read quickly", () => {
    const started = performance.now()
    for (const piece of [
      "a-",
      "a.",
      "a@",
      "'",
      '"a":"',
      "eyJa-",
      "+1",
      "://",
    ]) {
      maskText(piece.repeat(100_000))
    }
    expect(performance.now() - started).toBeLessThan(4_000)
  })
})

import { existsSync, readFileSync } from "node:fs"
import { join, resolve } from "node:path"
import type { StripeStandIn } from "."
import {
  API_KEY,
  paymentOf,
  startForTest,
  suitCheckout,
} from "./testing/fixture"

type Json = Record<string, unknown>

/**
 * Stripe publishes an example of every object. Where that file is at hand, each kind of object
 * that the stand-in answers with is held against it: every key there, of the same JSON type.
 */
const DATA_DIR =
  process.env.SHARED_DATA_DIR ?? resolve(__dirname, "../../../shared/data")
const FIXTURES = join(DATA_DIR, "stripe", "fixtures3.json")

/** Maps of free keys: which keys they hold says nothing about the shape. */
const FREE_FORM = new Set([
  "metadata",
  "payment_method_options",
  "capabilities",
])

const KINDS = {
  account: "/v1/account",
  balance_transaction: "/v1/balance_transactions/:balance_transaction",
  charge: "/v1/charges/:charge?expand[]=refunds",
  "checkout.session": "/v1/checkout/sessions/:session",
  coupon: "/v1/coupons/:coupon",
  customer: "/v1/customers/:customer",
  deleted_customer: "/v1/customers/:deleted_customer",
  dispute: "/v1/disputes/:dispute",
  event: "/v1/events/:event",
  payment_intent: "/v1/payment_intents/:payment_intent",
  payment_method: "/v1/payment_methods/:payment_method",
  price: "/v1/prices/:price",
  product: "/v1/products/:product",
  promotion_code: "/v1/promotion_codes/:promotion_code",
  refund: "/v1/refunds/:refund",
  shipping_rate: "/v1/shipping_rates/:shipping_rate",
}

if (existsSync(FIXTURES)) {
  describeConformance(readExamples(FIXTURES))
} else {
  process.stdout.write(
    `The conformance check of the Stripe stand-in did not run: ${FIXTURES} is not there.\n`
  )

  it("did not run, because Stripe's published examples are not there", () => {
    expect(existsSync(FIXTURES)).toBe(false)
  })
}

function describeConformance(examples: Json): void {
  let standIn: StripeStandIn
  let ids: Record<string, string>

  beforeAll(async () => {
    standIn = await startForTest()
    ids = await makeOneOfEach(standIn)
  })

  afterAll(() => standIn.close())

  it.each(Object.entries(KINDS))(
    "%s has the shape that Stripe publishes",
    async (kind, path) => {
      const answer = await get(standIn, fillIn(path, ids))

      expect(differences(examples[kind], answer, kind)).toEqual([])
    }
  )

  it.each([
    ["item", ["data", "0"]],
    ["discount", ["data", "0", "discounts", "0", "discount"]],
    ["tax_rate", ["data", "0", "taxes", "0", "rate"]],
  ])("%s has the shape that Stripe publishes", async (kind, way) => {
    const path =
      "/v1/checkout/sessions/:session/line_items?expand[]=data.discounts&expand[]=data.taxes"
    const list: unknown = await get(standIn, fillIn(path, ids))
    const found = way.reduce((value, key) => (value as Json)[key], list)

    expect(differences(examples[kind], found, kind)).toEqual([])
  })

  it("notices a missing key and a wrong type", () => {
    const example = { id: "x", nested: { amount: 1, note: null }, list: [] }

    expect(
      differences(example, { id: 1, nested: { note: "n" }, list: {} }, "o")
    ).toEqual([
      "o.id is number, not string",
      "o.nested.amount is missing",
      "o.list is object, not array",
    ])
  })
}

/** Where `actual` lacks a key of `example`, or has it with another JSON type; null fits all. */
function differences(
  example: unknown,
  actual: unknown,
  path: string
): string[] {
  if (actual === undefined) {
    return [`${path} is missing`]
  }
  if (example === null || actual === null) {
    return []
  }
  const [expected, found] = [jsonType(example), jsonType(actual)]
  if (expected !== found) {
    return [`${path} is ${found}, not ${expected}`]
  }
  if (
    expected !== "object" ||
    FREE_FORM.has(path.split(".").at(-1) ?? "") ||
    path === "event.data"
  ) {
    return []
  }
  return Object.entries(example as Json).flatMap(([key, value]) =>
    differences(value, (actual as Json)[key], `${path}.${key}`)
  )
}

function jsonType(value: unknown): string {
  return Array.isArray(value) ? "array" : typeof value
}

async function makeOneOfEach(
  standIn: StripeStandIn
): Promise<Record<string, string>> {
  const { storefront, store } = standIn
  const checkout = storefront.checkout(
    suitCheckout({
      shipping: "express",
      promotion_code: { code: "TEN", percent_off: 10 },
    })
  )
  const payment_intent = paymentOf(checkout)
  const customer = await post(standIn, "/v1/customers")
  const deleted = await post(standIn, "/v1/customers")
  await ask(standIn, "DELETE", `/v1/customers/${deleted}`)
  const first = (all: readonly { id: string }[]) => all[0]?.id ?? "none"
  return {
    payment_intent,
    customer,
    deleted_customer: deleted,
    session: checkout.session.id,
    event: checkout.events[0] ?? "none",
    refund: storefront.refund({ payment_intent, amount: 100 }).refund.id,
    dispute: storefront.dispute({ payment_intent }).dispute.id,
    balance_transaction: first(store.balanceTransactions.all()),
    charge: first(store.charges.all()),
    coupon: first(store.coupons.all()),
    payment_method: first(store.paymentMethods.all()),
    price: first(store.prices.all()),
    product: first(store.products.all()),
    promotion_code: first(store.promotionCodes.all()),
    shipping_rate: first(store.shippingRates.all()),
  }
}

async function post(standIn: StripeStandIn, path: string): Promise<string> {
  return String((await ask(standIn, "POST", path)).id)
}

async function get(standIn: StripeStandIn, path: string): Promise<Json> {
  return ask(standIn, "GET", path)
}

async function ask(
  standIn: StripeStandIn,
  method: string,
  path: string
): Promise<Json> {
  const headers = { authorization: `Bearer ${API_KEY}` }
  const answer = await fetch(standIn.url + path, { method, headers })
  const body = (await answer.json()) as Json
  if (!answer.ok) {
    throw new Error(`${method} ${path}: ${JSON.stringify(body)}`)
  }
  return body
}

function fillIn(path: string, ids: Record<string, string>): string {
  return path.replace(
    /\/:(\w+)/g,
    (_match, name: string) => `/${ids[name] ?? "none"}`
  )
}

function readExamples(path: string): Json {
  const { resources } = JSON.parse(readFileSync(path, "utf8")) as {
    resources: Json
  }
  return resources
}

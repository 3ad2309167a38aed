import { readFileSync, readdirSync } from "node:fs"
import { join } from "node:path"
import { buy } from "../../helpers/buy"
import { ownRoutes } from "../../helpers/own-routes"
import { expectNothingPlanted, plantedIn } from "../../helpers/planted"
import { builtServer } from "../../helpers/project"
import { ask, unknownItem } from "../../helpers/questions"
import { Shop } from "../../helpers/shop"
import { cartItem } from "../../helpers/storefront"
import { waitFor } from "../../helpers/wait-for"

const SUIT = "KCT-BURGUNDY-38R-2P"

/** What is kept of work that failed, and of what staff did. */
const KEPT = [
  "SELECT to_jsonb(event) - 'payload' AS kept FROM stripe_event event",
  "SELECT to_jsonb(attempt) AS kept FROM stripe_event_attempt attempt",
  "SELECT to_jsonb(attempt) AS kept FROM stock_item_attempt attempt",
  "SELECT to_jsonb(attempt) AS kept FROM storefront_call_attempt attempt",
  "SELECT to_jsonb(activity) AS kept FROM storefront_activity activity",
  "SELECT to_jsonb(issue) AS kept FROM storefront_issue issue",
]

/** Lists and states that name payments, orders and items, and nobody. */
const STATES = ownRoutes()
  .filter(({ method, path }) => method === "GET" && !path.includes("unknown_1"))
  .map(({ path }) => path)
  // What Prometheus reads is no JSON, and looked through where it is tested.
  .filter((path) => path !== "/metrics")
  .filter((path) => !path.endsWith("/storefront/api-keys"))

describe("F70: secrets and persons", () => {
  let shop: Shop

  beforeAll(async () => {
    shop = await Shop.open("nothing_shown")
    await buy(shop, { kind: "ad_hoc", items: [cartItem(SUIT)] })
    await ask(shop, { kind: "ad_hoc", items: [unknownItem()] })
    // An attempt that fails with what PostgreSQL says of a row of Medusa's.
    await shop.db.query(
      `ALTER TABLE "order" ADD CONSTRAINT planted CHECK (email IS NULL) NOT VALID`
    )
    shop.stripe.storefront.checkout({ kind: "ad_hoc", items: [cartItem(SUIT)] })
    await shop.stripe.idle()
    await failedOnce(shop)
    await shop.db.query(`ALTER TABLE "order" DROP CONSTRAINT planted`)
  })

  afterAll(async () => {
    await shop.close()
  })

  it("F70: the search finds what is planted", () => {
    expect(
      plantedIn("to marcus.whitfield.1@example.com with sk_test_integration")
    ).toHaveLength(2)
  })

  it.each(KEPT)("F70: are in no row of %s", async (query) => {
    const { rows } = await shop.db.query<{ kept: object }>(query)
    expectNothingPlanted(
      query,
      rows.map(({ kept }) => JSON.stringify(kept)).join("\n")
    )
  })

  it.each(STATES)("F70: are not in %s", async (path) => {
    const answer = await shop.admin<object>(path)
    expectNothingPlanted(path, JSON.stringify(answer, null, 1))
  })

  it.each([
    [
      "a wrong password",
      "/auth/user/emailpass",
      '{"email":"jo.doe@example.com","password":"planted-0123"}',
    ],
    [
      "a body cut off",
      "/auth/user/emailpass",
      '{"email":"jo.doe@example.com","password":"planted-0123',
    ],
    [
      "a delivery of nobody's",
      "/hooks/payment/stripe",
      '{"email":"jo.doe@example.com"}',
    ],
  ])("F70: an answer to %s does not repeat it", async (_, path, body) => {
    const answer = await fetch(`${shop.url}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
    })
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expectNothingPlanted(path, await answer.text(), ["planted-0123", "jo.doe"])
  })

  it("F70: are not in the dashboard that every visitor gets", () => {
    const folder = join(builtServer(), "public/admin")
    const settings = Object.entries(process.env)
      .filter(([name]) => /SECRET|PASSWORD|TOKEN|DATABASE_URL/.test(name))
      .map(([, value]) => value ?? "")
      .filter((value) => value.length >= 16)
    for (const file of readdirSync(folder, { recursive: true }).map(String)) {
      if (/\.(js|css|html|json)$/.test(file)) {
        const text = readFileSync(join(folder, file), "utf8")
        expect([
          file,
          text.match(/\b(?:whsec_|[sr]k_(?:live|test)_)\w{6,}/),
        ]).toEqual([file, null])
        expect([file, settings.find((value) => text.includes(value))]).toEqual([
          file,
          undefined,
        ])
      }
    }
  })
})

/** Waits until the payment that cannot become an order has been tried. */
async function failedOnce(shop: Shop): Promise<void> {
  await waitFor("an attempt to fail", async () => {
    const { rows } = await shop.db.query(
      "SELECT FROM stripe_event_attempt WHERE outcome IN ('retry', 'dead')"
    )
    return rows.length > 0
  })
}

import { readFileSync } from "node:fs"
import { join } from "node:path"
import { makeStorefrontKey } from "../../helpers/access/credentials"
import { buy } from "../../helpers/buy"
import {
  examplesIn,
  missingIn,
  requestOf,
} from "../../helpers/openapi/page-examples"
import { projectRoot } from "../../helpers/project"
import { Shop } from "../../helpers/shop"
import { cartItem } from "../../helpers/storefront"

const page = readFileSync(join(projectRoot, "docs/api.md"), "utf8")
const examples = examplesIn(page)

/** A page whose calls do not work is worse than none. */
describe("docs/api.md", () => {
  let shop: Shop
  let variables: Record<string, string>
  /** The page's payment is another one here. */
  let inThisShop: (word: string) => string

  beforeAll(async () => {
    shop = await Shop.open("api_page")
    const { token } = await makeStorefrontKey(shop, "Page")
    const { payment } = await buy(shop, {
      kind: "priced",
      items: [cartItem("KCT-BURGUNDY-38R-2P")],
    })
    inThisShop = (word) =>
      word
        .replaceAll("pi_3AbC", payment.payment)
        .replaceAll("29999", String(payment.amount))
    variables = { MEDUSA_URL: shop.url, KEY: token }
  })

  afterAll(async () => {
    await shop.close()
  })

  it("promises an answer to each of its calls", () => {
    expect(examples).toHaveLength(page.match(/^curl /gm)?.length ?? 0)
    expect(examples.length).toBeGreaterThan(4)
  })

  it.each(
    examples.map(
      (one) => [`${one.words.join(" ").slice(0, 80)}…`, one] as const
    )
  )("curl %s", async (_, { words, status, answer }) => {
    const { url, init } = requestOf(words.map(inThisShop), variables)
    const given = await fetch(url, init)
    const body = await given.json()
    expect([given.status, missingIn(answer, body)]).toEqual([status, []])
  })
})

import { buy } from "../../helpers/buy"
import { HOSTILE } from "../../helpers/hostile-texts"
import { type OwnRoute, ownRoutes } from "../../helpers/own-routes"
import { ask, unknownItem } from "../../helpers/questions"
import { Shop } from "../../helpers/shop"
import { cartItem } from "../../helpers/storefront"

const SUIT = "KCT-BURGUNDY-38R-2P"

/** Hooks take what a signature vouches for, and health tells everyone the same. */
const routes = ownRoutes().filter(
  ({ path }) => !/^\/(hooks|health)\//.test(path)
)

const QUERIES = [
  ...["?order=TEXT", "?item_key=%00TEXT", "?TEXT=1"],
  ...["?q=TEXT", "?q=%00TEXT", "?order_id=%00TEXT"],
]

describe("F66: SQL, HTML, line breaks and paths in texts", () => {
  let shop: Shop
  let token: string

  beforeAll(async () => {
    shop = await Shop.open("hostile_texts")
    token = await shop.staffToken()
  })

  afterAll(async () => {
    await shop.close()
  })

  it.each(HOSTILE)("F66: an order keeps %j as it is", async (hostile) => {
    const { order } = await buy(shop, {
      kind: "ad_hoc",
      items: [{ ...cartItem(SUIT), name: hostile }],
      gift_message: hostile,
      customer: {
        name: hostile,
        address: {
          line1: hostile,
          line2: hostile,
          city: hostile,
          state: "MI",
          postal_code: "49001",
          country: "US",
        },
      },
    })
    expect(order.shipping_address).toMatchObject({
      address_1: hostile,
      address_2: hostile,
      city: hostile,
    })
  })

  it.each(HOSTILE)("F66: a question keeps %j as it is", async (hostile) => {
    const { issue } = await ask(shop, {
      kind: "ad_hoc",
      items: [
        unknownItem(`item-${HOSTILE.indexOf(hostile)}`, { name: hostile }),
      ],
    })
    expect(JSON.stringify(issue)).toContain(
      JSON.stringify(hostile).slice(1, -1)
    )
  })

  async function send({ method, path }: OwnRoute, query: string, text: string) {
    const encoded = encodeURIComponent(text)
    const address = `${path.replaceAll("unknown_1", encoded)}${query.replace("TEXT", encoded)}`
    const answer = await fetch(`${shop.url}${address}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        "content-type": "application/json",
      },
      ...(method === "GET"
        ? {}
        : { body: JSON.stringify({ reason: text, [text]: text }) }),
    })
    await answer.text()
    return {
      address: `${method} ${address}`,
      status: answer.status,
      type: answer.headers.get("content-type"),
      cookie: answer.headers.get("set-cookie"),
    }
  }

  it.each(HOSTILE)(
    "F66: %j in the place of an id, a parameter or a field is refused by every route",
    async (hostile) => {
      for (const route of routes) {
        for (const query of QUERIES) {
          const { address, status, ...rest } = await send(route, query, hostile)
          expect([address, rest]).toEqual([
            address,
            { type: expect.stringContaining("json"), cookie: null },
          ])
          // To search for such a text is nobody's fault, and finds nothing.
          const isDone = query === "?q=TEXT" && status === 200
          expect([address, isDone || Math.floor(status / 100)]).toEqual([
            address,
            isDone || 4,
          ])
        }
      }
    }
  )

  it("F66: nothing of it was run", async () => {
    const { rows } = await shop.db.query<{ events: number }>(
      "SELECT count(*)::int AS events FROM stripe_event"
    )
    expect(rows[0]?.events).toBeGreaterThan(HOSTILE.length)
    expect(shop.output()).not.toMatch(
      /syntax error at|unterminated|statement timeout/
    )
  })
})

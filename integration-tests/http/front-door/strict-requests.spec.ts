import { type OwnRoute, ownRoutes } from "../../helpers/own-routes"
import { Shop } from "../../helpers/shop"

/**
 * Not walked, with the reason:
 * - hooks take what a signature vouches for, whatever Stripe will add to it
 * - health is asked by whatever watches the machine, some with a parameter against caches
 * - a refund of Medusa's own is one that ours goes before, with Medusa's parameters
 */
const OTHERS = /^\/(hooks|health|admin\/payments)\//

const routes = ownRoutes().filter(({ path }) => !OTHERS.test(path))
const name = ({ method, path }: OwnRoute) => `${method} ${path}`
const named = (of: OwnRoute[]): [string, OwnRoute][] =>
  of.map((route) => [name(route), route])

describe("F67: what a route of ours does not know", () => {
  let shop: Shop
  let token: string

  beforeAll(async () => {
    shop = await Shop.open("strict_requests")
    token = await shop.staffToken()
  })

  afterAll(async () => {
    await shop.close()
  })

  async function send(
    { method, path }: OwnRoute,
    query: string,
    body?: unknown
  ): Promise<{ status: number; text: string }> {
    const answer = await fetch(`${shop.url}${path}${query}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        "content-type": "application/json",
      },
      ...(method === "GET" ? {} : { body: JSON.stringify(body ?? {}) }),
    })
    return { status: answer.status, text: await answer.text() }
  }

  /** A refusal that a program and a person can act on. */
  function expectRefused({ status, text }: { status: number; text: string }) {
    expect([status, text]).toEqual([400, expect.any(String)])
    expect(JSON.parse(text)).toMatchObject({
      type: expect.stringMatching(/^\w+$/),
      code: expect.stringMatching(/^\w+$/),
      message: expect.stringMatching(/\w{3}/),
    })
  }

  it("the walk has found the routes", () => {
    expect(routes.length).toBeGreaterThan(30)
    expect(routes.map(name)).toEqual(
      expect.arrayContaining([
        "GET /admin/storefront/events",
        "POST /admin/inventory",
        "POST /admin/storefront/issues/unknown_1/resolve",
      ])
    )
  })

  describe.each(named(routes))("F67: %s", (_, route) => {
    it("refuses a parameter that it does not know", async () => {
      expectRefused(await send(route, "?nonsense=1"))
    })

    it.each([
      "?limit=201",
      "?limit=1000000000",
      "?limit=-1",
      "?limit=1e3",
      "?limit=0x10",
      "?limit=1&limit=2",
      "?limit=",
      "?limit[]=1",
      "?limit[a]=1",
      "?offset=1&offset=2",
      "?__proto__[limit]=1",
      "?constructor[prototype][limit]=1",
    ])("refuses %s", async (query) => {
      expectRefused(await send(route, query))
    })
  })

  describe.each(named(routes.filter(({ method }) => method === "POST")))(
    "F67: %s",
    (_, route) => {
      it("refuses a field that it does not know", async () => {
        expectRefused(await send(route, "", { nonsense: 1 }))
      })

      it("refuses what is no object or list of them", async () => {
        expectRefused(await send(route, "", [[]]))
      })
    }
  )
})

import { makeKey } from "../../helpers/access/credentials"
import {
  ourRoutes,
  routesOfRouter,
  writingRoutes,
} from "../../helpers/access/router"
import { NO_ANSWER, call } from "../../helpers/call"
import { ODD_QUERIES } from "../../helpers/fuzz/odd-address"
import { publishableKey } from "../../helpers/publishable-key"
import { Shop } from "../../helpers/shop"

const ANSWERED_WITHIN_MS = 30_000

/** Turned away before the list was asked, or never answered. */
const UNASKED = [NO_ANSWER, 429]

/** Medusa's, of a module that is not there; see the matrix of who may call what. */
const NEVER_ANSWERED = "/admin/index/details"

/** Lists of Medusa's own, each asked in every way that ours are asked at random. */
describe("F67: odd parameters for a list of Medusa's own", () => {
  const written = writingRoutes("odd_queries")
  let shop: Shop
  let ofStaff: Record<string, string>
  let ofCustomers: Record<string, string>
  let lists: string[]

  beforeAll(async () => {
    shop = await Shop.open("odd_queries", written.env)
    const { token } = await makeKey(shop, "Odd queries")
    ofStaff = { authorization: `Basic ${token}` }
    ofCustomers = { "x-publishable-api-key": await publishableKey(shop) }
    lists = await listsThatAnswer()
  })

  afterAll(async () => {
    await shop.close()
  })

  const send = async (path: string, method = "GET") =>
    call(shop.url, {
      method,
      path,
      headers: path.startsWith("/admin/") ? ofStaff : ofCustomers,
      timeoutMs: ANSWERED_WITHIN_MS,
    })

  /** The lists that there are, and that are had when nothing is odd. */
  async function listsThatAnswer(): Promise<string[]> {
    const ours = new Set(
      ourRoutes().map(({ method, path }) => `${method} ${path}`)
    )
    const paths = routesOfRouter(written.file)
      .filter(({ method, path }) => !ours.has(`${method} ${path}`))
      .filter(({ method, path }) => method === "GET" && isList(path))
      .map(({ path }) => path)
    const answers = await Promise.all(paths.map((path) => send(path)))
    return paths.filter((_, index) => answers[index]?.status === 200)
  }

  const isList = (path: string): boolean =>
    /^\/(admin|store)\/[^:*]+$/.test(path) && path !== NEVER_ANSWERED

  it("the walk has found the lists", () => {
    expect(lists).toEqual(
      expect.arrayContaining(["/admin/orders", "/store/products"])
    )
    expect(lists.length).toBeGreaterThan(50)
  })

  it.each(ODD_QUERIES.map((query) => [query.slice(0, 40), query]))(
    "F67: ?%s is answered, and not with 500",
    async (_, query) => {
      const answers = await Promise.all(
        lists.map(async (path) => {
          const { status } = await send(`${path}?${query}`)
          return { path, status }
        })
      )
      expect(
        answers.filter(
          ({ status }) => status >= 500 || UNASKED.includes(status)
        )
      ).toEqual([])
    }
  )

  it.each(["limit=-1", "q=%00"])(
    "F67: ?%s is refused with what is wrong, and no statement",
    async (query) => {
      const { status, text } = await send(`/admin/orders?${query}`)
      expect([status, JSON.parse(text)]).toEqual([
        400,
        {
          type: "invalid_data",
          message: expect.stringMatching(/\((2201W|08P01)\).* null character/),
        },
      ])
      const { status: ofHead } = await send(`/admin/orders?${query}`, "HEAD")
      expect(ofHead).toBe(400)
    }
  )
})

import { call } from "../../helpers/call"
import { METRICS_TOKEN, Scrape } from "../../helpers/metrics/scrape"
import { inLanes } from "../../helpers/post-event"
import { Shop } from "../../helpers/shop"

const ADDRESSES = 1_000
const LANES = 8

const HTTP = "storefront_http_request_duration_seconds"
const PLANTED = "planted"

/** Addresses and methods as somebody makes them up; each has a word and a number of its own. */
const MADE_UP: readonly ((own: string) => [method: string, path: string])[] = [
  (own) => ["GET", `/${own}`],
  (own) => ["GET", `/admin/${own}`],
  (own) => ["POST", `/admin/orders/${own}`],
  (own) => ["GET", `/store/products/${own}?q=${own}`],
  (own) => ["GET", `/health/${own}`],
  (own) => ["GET", `/hooks/payment/${own}`],
  (own) => ["POST", `/hooks/payment/${own}`],
  (own) => ["POST", `/hooks/payment/stripe?${own}`],
  (own) => ["GET", `/app/${own}`],
  (own) => ["GET", `/APP/${own}`],
  (own) => ["GET", `/static/${own}.png`],
  (own) => ["POST", `/auth/${own}/${own}`],
  (own) => ["PROPFIND", `/${own}`],
  (own) => ["GET", `/${own}%ff`],
  (own) => ["GET", `//${own}/..;/"${own}"`],
  (own) => ["GET", `/metrics?${own}=1`],
]

describe("F70: what somebody makes up", () => {
  let shop: Shop

  beforeAll(async () => {
    shop = await Shop.open("metrics_many", { METRICS_TOKEN })
  })

  afterAll(async () => {
    await shop.close()
  })

  it(`F70: ${ADDRESSES} addresses become a few series, with none of their words`, async () => {
    await ask(MADE_UP.length * 2)
    const before = await Scrape.of(shop.url)
    await ask(ADDRESSES)
    const after = await Scrape.of(shop.url)

    const series = (scrape: Scrape) =>
      scrape.families.get(HTTP)?.samples.length ?? 0
    // Whatever is new is a status that was not seen before, such as too many attempts.
    expect(series(after) - series(before)).toBeLessThan(100)
    expect(series(after)).toBeLessThan(400)
    expect(after.text).not.toContain(PLANTED)
    expect(
      (after.value(`${HTTP}_count`) ?? 0) - (before.value(`${HTTP}_count`) ?? 0)
    ).toBeGreaterThanOrEqual(ADDRESSES)
    expect(
      after.value(`${HTTP}_count`, { route: "unmatched", method: "other" })
    ).toBeGreaterThan(0)
  })

  it("F70: an id in the address of a route of Medusa's is told by its template", async () => {
    const route = "/admin/orders/:id"
    for (const id of ["order_planted_1", "order_planted_2"]) {
      await expect(shop.admin(`/admin/orders/${id}`)).rejects.toThrow("404")
    }
    const scrape = await Scrape.of(shop.url)
    expect(
      scrape.value(`${HTTP}_count`, { route, method: "GET", status: "4xx" })
    ).toBe(2)
    expect(scrape.text).not.toContain(PLANTED)
  })

  async function ask(times: number): Promise<void> {
    const all = Array.from({ length: times }, (_, index) => index)
    await inLanes(LANES, all, async (index) => {
      const own = `${PLANTED}-${times}-${index}`
      const [method = "", path = ""] =
        MADE_UP[index % MADE_UP.length]?.(own) ?? []
      await call(shop.url, {
        method,
        path,
        headers: { "x-forwarded-for": `10.0.${index >> 8}.${index & 255}` },
      })
    })
  }
})

import { Registry } from "prom-client"
import { makeKey } from "../../helpers/access/credentials"
import { call } from "../../helpers/call"
import { METRICS_TOKEN, askMetrics, bearer } from "../../helpers/metrics/scrape"
import { parseOpenMetrics } from "../../helpers/metrics/open-metrics"
import { Shop } from "../../helpers/shop"

type Refused = { type: string; code: string; message: string }

const refusalIn = (text: string) => JSON.parse(text) as Refused

describe("GET /metrics", () => {
  let shop: Shop

  beforeAll(async () => {
    shop = await Shop.open("metrics_access", { METRICS_TOKEN })
  })

  afterAll(async () => {
    await shop.close()
  })

  it("answers the token with OpenMetrics text, not to be kept", async () => {
    const { status, headers, text } = await askMetrics(shop.url)
    expect(status).toBe(200)
    expect(headers["content-type"]).toBe(
      "application/openmetrics-text; version=1.0.0; charset=utf-8"
    )
    expect(headers["content-type"]).toBe(Registry.OPENMETRICS_CONTENT_TYPE)
    expect(headers["cache-control"]).toBe("no-store")
    expect(text.endsWith("\n# EOF\n")).toBe(true)
    expect(parseOpenMetrics(text).size).toBeGreaterThan(40)
  })

  it.each([
    ["nothing", {}, "metrics_token_missing"],
    [
      "another token",
      bearer("a-metrics-token-of-others"),
      "metrics_token_wrong",
    ],
    ["a part of it", bearer(METRICS_TOKEN.slice(0, -1)), "metrics_token_wrong"],
    ["more than it", bearer(`${METRICS_TOKEN}x`), "metrics_token_wrong"],
    [
      "it as Basic",
      { authorization: `Basic ${METRICS_TOKEN}` },
      "metrics_token_missing",
    ],
    ["it bare", { authorization: METRICS_TOKEN }, "metrics_token_missing"],
    ["two of it", bearer(`${METRICS_TOKEN} x`), "metrics_token_missing"],
  ])("F64: refuses %s with 401", async (_, headers, code) => {
    const { status, headers: said, text } = await askMetrics(shop.url, headers)
    expect([status, said["www-authenticate"]]).toEqual([401, "Bearer"])
    expect(refusalIn(text)).toEqual({
      type: "unauthorized",
      code,
      message: expect.stringContaining("METRICS_TOKEN"),
    })
    expect(text).not.toContain(METRICS_TOKEN)
  })

  it("F64: refuses whom the rest of the shop lets in", async () => {
    const { token } = await makeKey(shop, "Metrics")
    const staff = await askMetrics(shop.url, bearer(await shop.staffToken()))
    const key = await askMetrics(shop.url, bearer(token))
    expect([staff.status, key.status]).toEqual([401, 401])
  })

  it("F67: refuses parameters", async () => {
    const { status, text } = await call(shop.url, {
      method: "GET",
      path: "/metrics?colour=red",
      headers: bearer(METRICS_TOKEN),
    })
    expect([status, refusalIn(text).type]).toEqual([400, "invalid_data"])
  })

  it("F68: looks at no more than ten wrong tokens of an address, and lets in whom it knows", async () => {
    const from = { "x-forwarded-for": "203.0.113.77" }
    const statuses: number[] = []
    for (let index = 0; index < 15; index++) {
      const wrong = bearer("a-wrong-token-again-and-again")
      const { status, headers } = await askMetrics(shop.url, {
        ...wrong,
        ...from,
      })
      statuses.push(status)
      expect(status === 429).toBe(headers["retry-after"] !== undefined)
    }
    expect(statuses).toEqual([
      ...Array<number>(10).fill(401),
      ...Array<number>(5).fill(429),
    ])
    const right = await askMetrics(shop.url, {
      ...bearer(METRICS_TOKEN),
      ...from,
    })
    expect(right.status).toBe(200)
  })

  it("F70: says the token in no line of the log", () => {
    expect(shop.output()).not.toContain(METRICS_TOKEN)
  })
})

describe("GET /metrics without METRICS_TOKEN", () => {
  it("F64: says 404 to everybody, and how to have them", async () => {
    const shop = await Shop.open("metrics_off")
    try {
      for (const headers of [{}, bearer(METRICS_TOKEN)]) {
        const { status, text } = await askMetrics(shop.url, headers)
        expect([status, refusalIn(text)]).toEqual([
          404,
          {
            type: "not_found",
            code: "metrics_off",
            message: expect.stringContaining("set METRICS_TOKEN"),
          },
        ])
      }
    } finally {
      await shop.close()
    }
  })
})

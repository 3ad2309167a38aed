import { HOSTILE } from "../../helpers/hostile-texts"
import { type TextField, textFields } from "../../helpers/openapi/text-fields"
import { rawRequest } from "../../helpers/raw-request"
import { Shop } from "../../helpers/shop"

/** A hook takes what a signature vouches for. */
const fields = textFields().filter(({ path }) => !path.startsWith("/hooks/"))

/** Others may wait for an import, or for Stripe. */
const AT_ONCE = 8

/**
 * Every text that the description of the routes names, so that a new field is walked by being
 * described. What is kept of them is in `kept-texts.spec.ts`.
 */
describe("F66: SQL, HTML, line breaks and paths in every text field", () => {
  let shop: Shop
  let token: string

  beforeAll(async () => {
    shop = await Shop.open("text_fields")
    token = await shop.staffToken()
  })

  afterAll(async () => {
    await shop.close()
  })

  async function send(field: TextField, text: string) {
    const { query, body } = field.fill(text)
    const answer = await rawRequest(shop.url, {
      method: field.method,
      path: `${field.path}${query}`,
      headers: {
        authorization: `Bearer ${token}`,
        "content-type": "application/json",
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return {
      field: field.name,
      status: answer.status,
      isJson: String(answer.headers["content-type"]).includes("json"),
      cookie: answer.headers["set-cookie"],
      // Where a line break got into a header, it would be one of its own.
      planted: answer.headers.planted,
      location: String(answer.headers.location ?? "").includes("planted"),
    }
  }

  it("the walk has found the fields", () => {
    const names = fields.map(({ name }) => name)
    expect(names.length).toBeGreaterThan(150)
    expect(names).toEqual(
      expect.arrayContaining([
        "GET /admin/storefront/events ?cursor",
        "POST /admin/orders .items[].name",
        "POST /admin/orders .shipping_address.address.line1",
        "POST /admin/storefront/issues/{id}/resolve .note",
        "POST /admin/storefront/events/{id}/ignore .reason",
        "POST /admin/inventory [].sku",
      ])
    )
  })

  it.each(HOSTILE)(
    "F66: %j is taken as a text or refused, whichever field it stands in",
    async (text) => {
      const wrong: unknown[] = []
      for (let at = 0; at < fields.length; at += AT_ONCE) {
        const answers = await Promise.all(
          fields.slice(at, at + AT_ONCE).map((field) => send(field, text))
        )
        wrong.push(
          ...answers.filter(
            ({ status, isJson, cookie, planted, location }) =>
              status >= 500 ||
              status < 200 ||
              !isJson ||
              cookie !== undefined ||
              planted !== undefined ||
              location
          )
        )
      }
      expect(wrong).toEqual([])
    }
  )

  it("F66: nothing of it was run", async () => {
    const { rows } = await shop.db.query<{ there: boolean }>(
      "SELECT to_regclass('stripe_event') IS NOT NULL AS there"
    )
    expect(rows[0]?.there).toBe(true)
    expect(shop.output()).not.toMatch(
      /syntax error at|unterminated|statement timeout/
    )
  })
})

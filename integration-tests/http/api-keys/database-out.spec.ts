import { FaultProxy } from "../../helpers/fault-proxy"
import { rawRequest } from "../../helpers/raw-request"
import { bearer, makeSecretKey, type SecretKey } from "../../helpers/secret-key"
import { Shop } from "../../helpers/shop"
import { databaseUrl } from "../../helpers/test-databases"
import { waitFor } from "../../helpers/wait-for"

const NAME = "keys_database_out"
const REFUSED_WITHIN_MS = 5_000

/** A key is no better known because nobody can be asked about it. */
describe("secret keys while the database does not answer", () => {
  let shop: Shop
  let proxy: FaultProxy
  let key: SecretKey

  beforeAll(async () => {
    proxy = await FaultProxy.start(databaseUrl(`shop_${NAME}`))
    shop = await Shop.open(NAME, { DATABASE_URL: proxy.url })
    key = await makeSecretKey(shop)
  })

  afterAll(async () => {
    await shop.close()
    await proxy.close()
  })

  /** The body is empty on purpose: 400 is for who was let in. */
  const show = (token: string) =>
    rawRequest(shop.url, {
      method: "POST",
      path: "/admin/inventory",
      headers: {
        authorization: bearer(token),
        "content-type": "application/json",
      },
      body: "[]",
    })

  it("F65: let nobody in for longer than 5 s, say so, and count as no attempt", async () => {
    expect((await show(key.token)).status).toBe(400)
    proxy.stall()
    const stalledAt = performance.now()
    let lastLetIn = stalledAt
    const refused = await waitFor("the key to be refused", async () => {
      const from = performance.now()
      const answer = await show(key.token)
      lastLetIn = answer.status === 400 ? from : lastLetIn
      return answer.status !== 400 && answer
    })
    expect(lastLetIn - stalledAt).toBeLessThan(REFUSED_WITHIN_MS)
    expect(refused.status).toBe(503)
    expect(refused.headers["retry-after"]).toBe("2")
    expect(refused.headers["content-type"]).toContain("application/json")
    expect(JSON.parse(refused.body)).toEqual({
      type: "unavailable",
      code: "key_not_checked",
      message: expect.stringContaining("try again"),
    })
    // One that is not known by heart fares no better, however often it comes.
    const unknown = `sk_${"0".repeat(64)}`
    for (let round = 0; round < 3; round += 1) {
      const answers = await Promise.all(
        Array.from({ length: 5 }, () => show(unknown))
      )
      expect(new Set(answers.map(({ status }) => status))).toEqual(
        new Set([503])
      )
    }
  })

  it("let in who may come in as soon as the database answers", async () => {
    proxy.heal()
    await waitFor(
      "the key to be taken again",
      async () => (await show(key.token)).status === 400,
      60_000
    )
    expect((await show(`sk_${"1".repeat(64)}`)).status).toBe(401)
    expect(shop.output()).not.toContain(key.token)
  })
})

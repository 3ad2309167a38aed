import { createHmac } from "node:crypto"
import { EditedShop } from "../../helpers/edited-shop"

const SUIT = "KCT-BURGUNDY-38R-2P"
const SECRET = "a-secret-of-the-storefront"
const PATH = "/admin/inventory"

function sign(
  body: string,
  { secret = SECRET, age = 0, method = "POST", path = PATH } = {}
): { "x-storefront-signature": string } {
  const t = Math.floor(Date.now() / 1000) - age
  const hmac = createHmac("sha256", secret)
  const v1 = hmac.update(`${t}.${method}.${path}.${body}`).digest("hex")
  return { "x-storefront-signature": `t=${t},v1=${v1}` }
}

/** Where the shop's programs sign what they send. */
describe("/admin/inventory with STOREFRONT_SIGNING_SECRET", () => {
  let edited: EditedShop
  let bearer: string

  beforeAll(async () => {
    edited = await EditedShop.open("inventory_signed", "adjust", {
      STOREFRONT_SIGNING_SECRET: SECRET,
    })
    bearer = `Bearer ${await edited.makeKey()}`
  })

  afterAll(async () => {
    await edited.close()
  })

  it("takes what is signed, byte by byte, and any number of times", async () => {
    const body = `  { "sku":"${SUIT}",\n "quantity" : ${(await edited.row(SUIT)).quantity}, "version":${(await edited.row(SUIT)).version}} `
    const signature = sign(body)
    for (const _ of [1, 2, 3]) {
      expect(await edited.post(body, bearer, signature)).toMatchObject({
        status: 200,
        body: { results: [{ outcome: "unchanged" }] },
      })
    }
  })

  it.each([
    ["no signature", () => ({}), "signature_missing"],
    ["another body's", () => sign("{}"), "signature_wrong"],
    [
      "another path's",
      (body: string) => sign(body, { path: "/admin/orders" }),
      "signature_wrong",
    ],
    [
      "another secret's",
      (body: string) => sign(body, { secret: "a-secret-of-somebody-else" }),
      "signature_wrong",
    ],
    [
      "one of 302 s ago",
      (body: string) => sign(body, { age: 302 }),
      "signature_stale",
    ],
    [
      "one of times to come",
      (body: string) => sign(body, { age: -302 }),
      "signature_stale",
    ],
    [
      "nonsense",
      () => ({ "x-storefront-signature": "v1=abc" }),
      "signature_malformed",
    ],
  ])("refuses %s with 401, whatever is sent", async (_, header, code) => {
    const before = await edited.row(SUIT)
    const body = JSON.stringify({
      ...(await edited.ownNumber(SUIT)),
      quantity: before.quantity + 1,
    })
    const answer = await edited.post(body, bearer, header(body))
    expect([answer.status, answer.body]).toEqual([
      401,
      { type: "unauthorized", code, message: expect.any(String) },
    ])
    expect(JSON.stringify(answer.body)).not.toContain(SECRET)
    expect(await edited.kept()).toEqual([])
  })

  it("wants a signature of the empty body for a list", async () => {
    const path = `${PATH}?limit=1&sku=${SUIT}`
    const ask = (headers: Record<string, string>) =>
      fetch(`${edited.shop.url}${path}`, {
        headers: { authorization: bearer, ...headers },
      })
    expect((await ask({})).status).toBe(401)
    expect((await ask(sign("", { method: "GET" }))).status).toBe(401)
    expect((await ask(sign("", { method: "GET", path }))).status).toBe(200)
  })

  it("lets staff in who are signed in, without one", async () => {
    const token = await edited.shop.staffToken()
    const { status } = await edited.post(
      await edited.ownNumber(SUIT),
      `Bearer ${token}`
    )
    expect(status).toBe(200)
  })

  it("says nothing of signatures to who has no key", async () => {
    const answer = await edited.post({}, "Bearer sk_0000", sign("{}"))
    expect(answer.status).toBe(401)
    expect(answer.body.code ?? "").not.toContain("signature")
  })

  it("F57: takes what the trigger in Supabase signs", async () => {
    const { quantity } = await edited.row(SUIT)
    await edited.asShop(
      "UPDATE product_variants SET inventory_quantity = inventory_quantity + 2 WHERE sku = ANY($1)",
      [[SUIT, "KCT-BURGUNDY-TIE"]]
    )
    expect(await edited.forward()).toMatchObject([
      { outcome: "adjusted", difference: 2 },
      { outcome: "adjusted", difference: 2 },
    ])
    await edited.atRest()
    expect((await edited.row(SUIT)).quantity).toBe(quantity + 2)
  })
})

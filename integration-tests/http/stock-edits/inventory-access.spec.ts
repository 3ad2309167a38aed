import { EditedShop } from "../../helpers/edited-shop"
import { stockOf } from "../../helpers/stock"

const SUIT = "KCT-BURGUNDY-38R-2P"

/** Who may tell of stock numbers, and what is refused. */
describe("POST /admin/inventory, as a program meets it", () => {
  let edited: EditedShop
  let key: string

  beforeAll(async () => {
    edited = await EditedShop.open("inventory_access", "adjust")
    key = await edited.makeKey()
  })

  afterAll(async () => {
    await edited.close()
  })

  describe("lets in", () => {
    it.each([
      ["a secret key as Bearer", () => `Bearer ${key}`],
      ["a secret key as Basic", () => `Basic ${key}`],
      [
        "a secret key as Basic with the colon that curl adds",
        () => `Basic ${Buffer.from(`${key}:`).toString("base64")}`,
      ],
    ])("%s", async (_, authorization) => {
      const { status } = await edited.post(
        await edited.ownNumber(SUIT),
        authorization()
      )
      expect(status).toBe(200)
    })

    it("staff who are signed in", async () => {
      const token = await edited.shop.staffToken()
      const { status } = await edited.post(
        await edited.ownNumber(SUIT),
        `Bearer ${token}`
      )
      expect(status).toBe(200)
    })
  })

  it.each([
    ["nothing", ""],
    ["a key that is none", "Bearer sk_0000"],
    ["a publishable key", "Bearer pk_0000"],
    ["a key without its scheme", "sk_0000"],
    ["two keys", "Bearer sk_0000 sk_1111"],
  ])("keeps out who shows %s, whatever they send", async (_, authorization) => {
    expect(
      (await edited.post({ sku: SUIT, quantity: 1 }, authorization)).status
    ).toBe(401)
    expect(
      (await edited.post("{", authorization)).status
    ).toBeGreaterThanOrEqual(400)
  })

  it("keeps a key that is revoked out", async () => {
    const { api_keys } = await edited.shop.admin<{
      api_keys: { id: string }[]
    }>("/admin/api-keys?type=secret&order=-created_at&limit=1")
    const revoked = await edited.makeKey()
    const { api_keys: newest } = await edited.shop.admin<{
      api_keys: { id: string }[]
    }>("/admin/api-keys?type=secret&order=-created_at&limit=1")
    expect(newest[0]?.id).not.toBe(api_keys[0]?.id)
    await edited.shop.admin(`/admin/api-keys/${newest[0]?.id}/revoke`, {
      method: "POST",
      body: { revoke_in: 0 },
    })
    const { status } = await edited.post(
      await edited.ownNumber(SUIT),
      `Bearer ${revoked}`
    )
    expect(status).toBe(401)
  })

  it.each([
    ["no item", [], "Send at least one item"],
    ["an item without a name", { quantity: 1 }, "exactly one of product_id"],
    [
      "an item with two names",
      { sku: "A", variant_id: "B", quantity: 1 },
      "exactly one of",
    ],
    ["a number as a text", [{ sku: SUIT, quantity: "7" }], "[0].quantity: "],
    ["half a piece", [{ sku: SUIT, quantity: 1.5 }], "[0].quantity: "],
    [
      "a number that no column holds",
      { sku: SUIT, quantity: 3e9 },
      "quantity: ",
    ],
    [
      "a field of another's",
      [
        { sku: SUIT, quantity: 1 },
        { sku: SUIT, quantity: 1, price: 1 },
      ],
      '[1]: Unrecognized key: "price"',
    ],
    [
      "an edit_id that is no UUID",
      { sku: SUIT, quantity: 1, edit_id: "1" },
      "edit_id: ",
    ],
    ["a NUL in a SKU", { sku: "A\u0000", quantity: 1 }, "sku: A SKU"],
    [
      "more than a thousand items",
      Array(1_001).fill({ sku: SUIT, quantity: 1 }),
      "at most 1000 items",
    ],
    ["a text", '"x"', "not well-formed JSON"],
    ["nothing", "null", "not well-formed JSON"],
  ])(
    "refuses %s with its path, and does none of the others",
    async (_, body, said) => {
      const before = await stockOf(edited.shop, SUIT)
      const kept = (await edited.kept()).length
      const answer = await edited.post(body, `Bearer ${key}`)
      expect(answer.status).toBe(400)
      expect(answer.body).toEqual({
        type: "invalid_data",
        code: expect.any(String),
        message: expect.stringContaining(said),
      })
      expect(await stockOf(edited.shop, SUIT)).toEqual(before)
      expect(await edited.kept()).toHaveLength(kept)
    }
  )

  it("refuses what is not JSON", async () => {
    expect(await edited.post("{", `Bearer ${key}`)).toMatchObject({
      status: 400,
      body: { code: "body_malformed" },
    })
  })
})

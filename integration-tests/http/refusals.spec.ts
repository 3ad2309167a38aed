import { Shop } from "../helpers/shop"

/** What a person or a program is told that asks in the wrong way. */
describe("a refusal", () => {
  let shop: Shop

  beforeAll(async () => {
    shop = await Shop.open("refusals")
  })

  afterAll(async () => {
    await shop.close()
  })

  /** The status and the body that staff get. */
  async function refusedTo(path: string): Promise<[number, unknown]> {
    try {
      await shop.admin(path)
    } catch (error) {
      const [, status, body] =
        /answered (\d+): (.*)$/s.exec(String(error)) ?? []
      return [Number(status), JSON.parse(body ?? "")]
    }
    throw new Error(`${path} was not refused`)
  }

  it.each([
    ["?colour=red", 400, "invalid_data"],
    ["?limit=1000", 400, "invalid_data"],
    ["/nobody", 404, "not_found"],
  ])(
    "of /admin/storefront/payments%s has a type, a code and a message",
    async (rest, status, code) => {
      expect(await refusedTo(`/admin/storefront/payments${rest}`)).toEqual([
        status,
        { type: code, code, message: expect.stringMatching(/\w{3}/) },
      ])
    }
  )

  it("of a route of Medusa's is as Medusa has it", async () => {
    const [status, body] = await refusedTo("/admin/orders/nobody")
    expect(status).toBe(404)
    expect(body).not.toHaveProperty("code")
  })
})

import { rawRequest } from "../../helpers/raw-request"
import {
  basicRaw,
  bearer,
  keyShown,
  makeSecretKey,
  type SecretKey,
} from "../../helpers/secret-key"
import { Shop } from "../../helpers/shop"
import { waitFor } from "../../helpers/wait-for"

type Counted = { calls: number; refused: number }

describe("the calls of a secret key", () => {
  let shop: Shop

  beforeAll(async () => {
    shop = await Shop.open("counted_calls")
  })

  afterAll(async () => {
    await shop.close()
  })

  const call = (method: string, path: string, authorization: string) =>
    rawRequest(shop.url, {
      method,
      path,
      headers: { authorization, "content-type": "application/json" },
      ...(method === "POST" ? { body: "{}" } : {}),
    })

  async function callsWritten({ id }: SecretKey): Promise<Counted[]> {
    const { rows } = await shop.db.query<Counted>(
      "SELECT calls, refused FROM key_usage WHERE api_key_id = $1",
      [id]
    )
    return rows
  }

  it("a key is listed with what it may call, when it was last used and how often", async () => {
    const used = await makeSecretKey(shop, "storefront")
    for (let times = 0; times < 3; times += 1) {
      await call("POST", "/admin/inventory", bearer(used.token))
    }
    await call("GET", "/admin/orders", basicRaw(used.token))
    const shown = await waitFor("the calls to be written", async () => {
      const seen = await keyShown(shop, used.id)
      return seen.calls >= 4 && seen.last_used_at !== null && seen
    })
    expect(shown).toMatchObject({
      scope: "storefront",
      redacted: used.redacted,
      calls: 4,
      refused: 1,
      revoked_at: null,
    })
    expect(shown.days).toHaveLength(30)
    expect(shown.days.at(-1)).toEqual({
      day: new Date().toISOString().slice(0, 10),
      calls: 4,
      refused: 1,
    })
    expect(Date.parse(shown.last_used_at ?? "")).toBeGreaterThan(
      Date.now() - 60_000
    )

    const list = await shop.admin<{
      api_keys: { id: string }[]
      count: number
    }>("/admin/storefront/api-keys?limit=1")
    expect(list).toMatchObject({
      api_keys: [{ id: used.id, calls: 4 }],
      count: expect.any(Number),
    })
    expect(JSON.stringify(list)).not.toContain(used.token)
    // Medusa's own screen shows it too.
    const { api_key } = await shop.admin<{
      api_key: { last_used_at: string | null }
    }>(`/admin/api-keys/${used.id}`)
    expect(api_key.last_used_at).toBe(shown.last_used_at)
  })

  it("each call is counted once, whatever its method", async () => {
    const used = await makeSecretKey(shop)
    const statuses: number[] = []
    for (const method of ["GET", "HEAD", "PUT"]) {
      const { status } = await call(
        method,
        "/admin/inventory",
        basicRaw(used.token)
      )
      statuses.push(status)
    }
    expect(statuses).toEqual([200, 200, 405])
    await call("GET", "/admin/inventory", bearer(used.token))
    expect(await shop.stop()).toBe(0)
    expect(await callsWritten(used)).toEqual([{ calls: 4, refused: 0 }])
    await shop.restart()
  })

  it("the last calls are written when the backend is stopped", async () => {
    const used = await makeSecretKey(shop)
    await call("GET", "/admin/orders?limit=1", basicRaw(used.token))
    expect(await shop.stop()).toBe(0)
    expect(await callsWritten(used)).toEqual([{ calls: 1, refused: 0 }])
    await shop.restart()
  })
})

import { answerOf } from "../../helpers/answer-of"
import { rawRequest } from "../../helpers/raw-request"
import {
  basicEncoded,
  basicOfUser,
  basicRaw,
  bearer,
  keyShown,
  makeSecretKey,
  type SecretKey,
} from "../../helpers/secret-key"
import { Shop } from "../../helpers/shop"

/** What a key may call, and who says so. */
describe("a secret key for the storefront", () => {
  let shop: Shop
  let staffKey: SecretKey
  let key: SecretKey

  beforeAll(async () => {
    shop = await Shop.open("storefront_key")
    staffKey = await makeSecretKey(shop)
    key = await makeSecretKey(shop, "storefront")
  })

  afterAll(async () => {
    await shop.close()
  })

  const call = (
    method: string,
    path: string,
    authorization = basicRaw(key.token)
  ) =>
    rawRequest(shop.url, {
      method,
      path,
      headers: { authorization, "content-type": "application/json" },
      ...(method === "POST" ? { body: "{}" } : {}),
    })

  const refusedBy = (body: string): string =>
    String((JSON.parse(body) as { code?: unknown }).code)

  it("F64: is told 403 at every other admin route, and what to do", async () => {
    const { status, body } = await call("GET", "/admin/orders")
    expect(status).toBe(403)
    expect(JSON.parse(body)).toEqual({
      type: "forbidden",
      code: "key_not_allowed",
      message: expect.stringContaining("POST /admin/orders"),
    })
  })

  it.each([
    ["GET", "/admin/orders"],
    ["GET", "/admin/orders/"],
    ["GET", "/admin/Orders?limit=1"],
    ["GET", "/Admin/orders"],
    ["HEAD", "/admin/orders"],
    ["OPTIONS", "/admin/orders"],
    ["GET", "/admin/products"],
    ["GET", "/admin/api-keys"],
    ["POST", "/admin/api-keys"],
    ["POST", "/admin/users"],
    ["GET", "/admin/storefront/status"],
    ["GET", "/admin/storefront/api-keys"],
    ["DELETE", "/admin/inventory"],
    ["GET", "/admin/inventory-items"],
    ["GET", "/admin/inventory/x"],
    ["GET", "/admin/orders%2f.."],
    ["POST", "/admin/orders/../users"],
    ["POST", "/admin/orders/%2e%2e/users"],
    ["POST", "/admin/orders/x/cancel"],
    ["GET", "/admin/orders/storefront/changes"],
    ["GET", "/admin//orders"],
    ["GET", "/admin/orders;x"],
    ["GET", "/admin/no-such-route"],
    ["POST", "/admin/no-such-route"],
    ["GET", "/admin"],
    ["GET", "/admin/"],
  ])("F64: is refused %s %s", async (method, path) => {
    const { status, body } = await call(method, path)
    expect(status).toBe(403)
    if (method !== "HEAD") {
      expect(refusedBy(body)).toBe("key_not_allowed")
    }
  })

  it.each([
    ["GET", "//admin/orders"],
    ["GET", "/%61dmin/orders"],
    ["GET", "/x/../admin/orders"],
    ["POST", "/\\admin/orders"],
  ])("F64: gets nowhere by %s %s", async (method, path) => {
    const { status } = await call(method, path)
    expect([403, 404]).toContain(status)
  })

  it.each([
    ["raw", basicRaw],
    ["encoded", basicEncoded],
    ["as a user name", basicOfUser],
    ["as Bearer", bearer],
  ])("F64: is let through to stock, sent %s", async (_, write) => {
    for (const path of [
      "/admin/inventory",
      "/admin/inventory/",
      "/admin/Inventory",
    ]) {
      // The body is empty on purpose: it is the route that refuses it.
      const { status, body } = await call("POST", path, write(key.token))
      expect(status).toBe(400)
      expect(refusedBy(body)).toBe("invalid_data")
    }
  })

  it("F64: is let through to orders only to make one and to look up a payment's", async () => {
    expect((await call("POST", "/admin/orders")).status).not.toBe(403)
    const { status } = await call("GET", "/admin/orders/storefront/pi_unknown")
    expect([401, 403]).not.toContain(status)
  })

  it("F64: a key for staff may call what Medusa lets it, and is not asked twice", async () => {
    const { status } = await call(
      "GET",
      "/admin/orders?limit=1",
      basicRaw(staffKey.token)
    )
    expect(status).toBe(200)
    // Medusa takes no secret key as Bearer on its own routes.
    expect(
      (await call("GET", "/admin/orders", bearer(staffKey.token))).status
    ).toBe(401)
  })

  it("cannot be widened by a key, its own or another", async () => {
    for (const { token, id } of [key, staffKey]) {
      const { status, body } = await rawRequest(shop.url, {
        method: "POST",
        path: `/admin/storefront/api-keys/${key.id}`,
        headers: {
          authorization: basicRaw(token),
          "content-type": "application/json",
        },
        body: JSON.stringify({ scope: "staff" }),
      })
      expect(status).toBe(403)
      expect(refusedBy(body)).toBe(
        id === key.id ? "key_not_allowed" : "staff_only"
      )
    }
    expect((await keyShown(shop, key.id)).scope).toBe("storefront")
  })

  it("is widened and narrowed by staff, at once in this process, and the log tells of it", async () => {
    const other = await makeSecretKey(shop, "storefront")
    const look = async () =>
      (await call("GET", "/admin/orders?limit=1", basicRaw(other.token))).status
    const path = `/admin/storefront/api-keys/${other.id}`
    expect(await look()).toBe(403)
    await shop.admin(path, { method: "POST", body: { scope: "staff" } })
    expect(await look()).toBe(200)
    await shop.admin(path, { method: "POST", body: { scope: "staff" } })
    await shop.admin(path, { method: "POST", body: { scope: "storefront" } })
    expect(await look()).toBe(403)

    const { activity } = await shop.admin<{
      activity: { message: string; details: object }[]
    }>("/admin/storefront/activity?kind=key_scope_changed")
    const about = activity.filter(({ message }) =>
      message.includes(other.redacted)
    )
    expect(about.map(({ details }) => details)).toEqual([
      { api_key_id: other.id, scope: "storefront", before: "staff" },
      { api_key_id: other.id, scope: "staff", before: "storefront" },
      { api_key_id: other.id, scope: "storefront", before: "staff" },
    ])
  })

  it.each([
    [{ scope: "all" }, 400],
    [{}, 400],
    [{ scope: "staff", title: "x" }, 400],
  ])("is not changed by %j", async (body, status) => {
    const path = `/admin/storefront/api-keys/${key.id}`
    expect((await answerOf(shop, path, { method: "POST", body })).status).toBe(
      status
    )
  })

  it("is not to be had of what is no secret key", async () => {
    const { api_key: publishable } = await shop.admin<{ api_key: SecretKey }>(
      "/admin/api-keys",
      { method: "POST", body: { title: "A shop window", type: "publishable" } }
    )
    for (const id of [publishable.id, "apk_unknown", "a%20b"]) {
      const path = `/admin/storefront/api-keys/${id}`
      const asked = await answerOf<{ code: string }>(shop, path)
      expect(asked).toMatchObject({ status: 404, body: { code: "not_found" } })
      expect(
        await answerOf(shop, path, {
          method: "POST",
          body: { scope: "storefront" },
        })
      ).toMatchObject({ status: 404 })
    }
  })
})

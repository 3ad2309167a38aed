import { makeKey } from "../helpers/access/credentials"
import { call } from "../helpers/call"
import { freePort } from "../helpers/free-port"
import { type OwnRedis, startOwnRedis } from "../helpers/own-redis"
import { type ServerProcess, startServer } from "../helpers/server-process"
import { Shop } from "../helpers/shop"
import { STAFF } from "../helpers/shop-template"

/** Of one key, password or account; see `src/api/front-door/failed-attempts.ts`. */
const HEARD = 10
const TRIED = 16
const LATE = 2

describe("F68: wrong keys and passwords at two servers with one Redis", () => {
  let shop: Shop
  let redis: OwnRedis
  let second: ServerProcess
  let key: string

  beforeAll(async () => {
    redis = await startOwnRedis()
    shop = await Shop.open("attempts_redis", {
      REDIS_URL: redis.url,
      // Longer than the tests take: none is heard again meanwhile.
      FAILED_ATTEMPTS_SECONDS: "600",
    })
    second = await startServer(await freePort(), shop.environment)
    key = (await makeKey(shop, "Storefront")).token
  })

  afterAll(async () => {
    await second.end("SIGKILL")
    await shop.close()
    await redis.kill()
  })

  /** One after another, at the first server and the second in turn. */
  async function inTurn(
    attempt: (url: string, index: number) => Promise<number>
  ): Promise<number[]> {
    const statuses: number[] = []
    for (let index = 0; index < TRIED; index++) {
      const url = index % 2 ? second.url : shop.url
      statuses.push(await attempt(url, index))
    }
    return statuses
  }

  const withKey = async (url: string, token: string, from: string) => {
    const { status } = await call(url, {
      method: "GET",
      path: "/admin/products?limit=1",
      headers: { authorization: `Basic ${token}`, "x-forwarded-for": from },
    })
    return status
  }

  const post = async (url: string, path: string, from: string, body: object) =>
    (
      await call(url, {
        method: "POST",
        path,
        headers: {
          "content-type": "application/json",
          "x-forwarded-for": from,
        },
        body: JSON.stringify(body),
      })
    ).status

  /** Looks like the real one where Medusa shows it. */
  const guess = (index: number) =>
    `${key.slice(0, 6)}${String(index).padStart(58, "0")}${key.slice(-3)}`

  const heardTen = (status: number) => [
    ...Array<number>(HEARD).fill(status),
    ...Array<number>(TRIED - HEARD).fill(429),
  ]

  /** Where Redis takes too long a server lets one through, each the first that is too many. */
  function expectCountedTogether(statuses: number[], heard: number[]): void {
    expect(heard).toEqual(expect.arrayContaining(statuses.slice(0, HEARD)))
    expect([...heard, 429]).toEqual(
      expect.arrayContaining(statuses.slice(HEARD, HEARD + LATE))
    )
    expect(statuses.slice(HEARD + LATE)).toEqual(
      Array<number>(TRIED - HEARD - LATE).fill(429)
    )
  }

  it("F68: keys are heard ten times by both together", async () => {
    const from = "203.0.113.1"
    expectCountedTogether(
      await inTurn((url, index) => withKey(url, guess(index), from)),
      [401]
    )
    expect(await withKey(second.url, guess(0), "203.0.113.2")).toBe(401)
    // A key that is right may come from there too, once either has found it so elsewhere.
    for (const url of [shop.url, second.url]) {
      expect(await withKey(url, key, "203.0.113.2")).toBe(200)
      expect(await withKey(url, key, from)).toBe(200)
    }
  })

  it("F68: passwords are looked at ten times by both together", async () => {
    const from = "203.0.113.3"
    const signIn = (url: string, password: string) =>
      post(url, "/auth/user/emailpass", from, { email: STAFF.email, password })
    expectCountedTogether(
      await inTurn((url, index) => signIn(url, `wrong-${index}`)),
      [401]
    )
    expect(await signIn(second.url, STAFF.password)).toBe(429)
  })

  it("F68: an account is asked for ten times at both together", async () => {
    const statuses = await inTurn((url) =>
      post(url, "/auth/customer/emailpass/register", "203.0.113.4", {
        email: "again@example.com",
        password: "a-password-of-theirs",
      })
    )
    // Made once; the others are told that there is one.
    expectCountedTogether(statuses, [200, 401])
  })

  it("F68: each server counts for itself while Redis is gone, and right keys are let in", async () => {
    await redis.kill()
    const from = "203.0.113.5"
    for (const url of [shop.url, second.url]) {
      const statuses: number[] = []
      for (let index = 0; index < TRIED; index++) {
        statuses.push(await withKey(url, guess(index), from))
      }
      expect(statuses).toEqual(heardTen(401))
      expect(await withKey(url, key, from)).toBe(200)
    }
  })
})

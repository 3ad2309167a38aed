import { bareEvent } from "../../helpers/bare-event"
import { postEvent } from "../../helpers/post-event"
import { Shop } from "../../helpers/shop"
import { STAFF } from "../../helpers/shop-template"
import { waitFor } from "../../helpers/wait-for"

/** Long enough for a test's attempts on a busy machine, and short enough to wait for its end. */
const WINDOW_SECONDS = 20

const PATH = "/admin/products?limit=1"

type Tried = { status: number; ms: number; retryAfter: string | null }

describe("F68: wrong keys and passwords, again and again", () => {
  let shop: Shop
  let key: string

  beforeAll(async () => {
    shop = await Shop.open("failed_attempts", {
      FAILED_ATTEMPTS_SECONDS: String(WINDOW_SECONDS),
    })
    key = await newKey()
  })

  afterAll(async () => {
    await shop.close()
  })

  async function newKey(): Promise<string> {
    const { api_key } = await shop.admin<{ api_key: { token: string } }>(
      "/admin/api-keys",
      { method: "POST", body: { title: "Storefront", type: "secret" } }
    )
    return api_key.token
  }

  async function call(
    path: string,
    from: string,
    init: {
      method?: string
      headers: Record<string, string>
      body?: string
    }
  ): Promise<Tried> {
    const started = performance.now()
    const answer = await fetch(`${shop.url}${path}`, {
      ...init,
      headers: { "x-forwarded-for": from, ...init.headers },
    })
    await answer.text()
    return {
      status: answer.status,
      ms: performance.now() - started,
      retryAfter: answer.headers.get("retry-after"),
    }
  }

  const withKey = (token: string, from: string, scheme = "Basic") =>
    call(PATH, from, { headers: { authorization: `${scheme} ${token}` } })

  const post = (path: string, from: string, body: object) =>
    call(path, from, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    })

  const signIn = (
    password: string,
    from: string,
    door = "user",
    provider = "emailpass"
  ) => post(`/auth/${door}/${provider}`, from, { email: STAFF.email, password })

  const register = (name: string, from: string, provider = "emailpass") =>
    post(`/auth/customer/${provider}/register`, from, {
      email: `${name}@example.com`,
      password: "a-password-of-theirs",
    })

  /** Looks like the real one where Medusa shows it, so that each costs the whole check. */
  const guess = (index: number) =>
    `${key.slice(0, 6)}${String(index).padStart(58, "0")}${key.slice(-3)}`

  async function guesses(times: number, from: string): Promise<Tried[]> {
    const tried: Tried[] = []
    for (let index = 0; index < times; index++) {
      tried.push(await withKey(guess(index), from))
    }
    return tried
  }

  const median = (tried: Tried[]) =>
    tried.map(({ ms }) => ms).sort((a, b) => a - b)[tried.length >> 1] ?? 0

  it("F68: are refused with 429 before the check, which costs 31 ms", async () => {
    const tried = await guesses(60, "203.0.113.1")
    const checked = tried.filter(({ status }) => status === 401)
    const refused = tried.filter(({ status }) => status === 429)
    expect(checked).toHaveLength(10)
    expect(refused).toHaveLength(50)
    expect(tried.slice(0, 10)).toEqual(checked)
    expect(median(refused)).toBeLessThan(median(checked) / 2)
    for (const { retryAfter } of refused) {
      expect(Number(retryAfter)).toBeGreaterThan(0)
      expect(Number(retryAfter)).toBeLessThanOrEqual(WINDOW_SECONDS)
    }
  })

  it.each(["Basic", "Bearer"])(
    "F68: say what to do, as JSON with a code, under %s",
    async (scheme) => {
      const from = `203.0.113.${scheme.length + 10}`
      await guesses(10, from)
      const answer = await fetch(`${shop.url}${PATH}`, {
        headers: {
          "x-forwarded-for": from,
          authorization: `${scheme} ${guess(99)}`,
        },
      })
      expect(answer.status).toBe(429)
      expect(answer.headers.get("x-request-id")).toMatch(/\w/)
      expect(await answer.json()).toEqual({
        type: "not_allowed",
        code: "too_many_attempts",
        message: expect.stringContaining("Retry-After"),
      })
    }
  )

  it("F68: of many keys are refused after 50 from one address", async () => {
    const tried: Tried[] = []
    for (let index = 0; index < 70; index++) {
      tried.push(
        await withKey(`sk_${String(index).padEnd(64, "f")}`, "203.0.113.2")
      )
    }
    expect(tried.filter(({ status }) => status === 401)).toHaveLength(50)
    expect(tried.filter(({ status }) => status === 429)).toHaveLength(20)
  })

  it("F68: leave a known key at the same address, other addresses, staff and Stripe alone", async () => {
    const from = "203.0.113.3"
    expect((await withKey(key, from)).status).toBe(200)
    await guesses(20, from)
    expect((await withKey(guess(1), from)).status).toBe(429)
    expect((await withKey(key, from)).status).toBe(200)
    expect((await withKey(guess(1), "203.0.113.4")).status).toBe(401)
    expect((await withKey(key, "203.0.113.4")).status).toBe(200)
    expect((await signIn(STAFF.password, from)).status).toBe(200)
    const { status } = await postEvent(shop, bareEvent("evt_beside_a_flood"))
    expect(status).toBe(200)
  })

  it("F68: a new good key's first hundred calls at once are all heard", async () => {
    const another = await newKey()
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => withKey(another, "203.0.113.5"))
    )
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
  })

  it.each([
    ["health", "GET", "/health", 200],
    ["readiness", "GET", "/health/ready", 200],
    ["an open route of the admin", "GET", "/admin/feature-flags", 200],
    ["an address that leads nowhere", "GET", "/nothing-here", 404],
    ["a hook that is signed instead", "POST", "/hooks/payment/stripe", 400],
    ["a route that takes no Bearer", "GET", PATH, 401],
  ])(
    "F68: a good key that is shown where nobody asks for it, at %s, is not a wrong one",
    async (what, method, path, status) => {
      const from = `203.0.113.${100 + what.length}`
      const good = await newKey()
      const headers = { authorization: `Bearer ${good}` }
      for (let index = 0; index < 60; index++) {
        const answer = await call(path, from, { method, headers })
        expect(answer.status).toBe(status)
      }
      expect((await withKey(good, from)).status).toBe(200)
    }
  )

  it("F68: are heard again when the time is over", async () => {
    const from = "203.0.113.6"
    await guesses(11, from)
    expect((await withKey(guess(1), from)).status).toBe(429)
    await waitFor(
      "wrong keys to be heard again",
      async () => (await withKey(guess(1), from)).status === 401,
      WINDOW_SECONDS * 2_000
    )
  })

  it.each([
    ["staff's", "user"],
    ["the customers'", "customer"],
  ])("F68: passwords at %s door are looked at ten times", async (_, door) => {
    const from = `198.51.100.${door.length}`
    const statuses: number[] = []
    for (let index = 0; index < 15; index++) {
      statuses.push((await signIn(`wrong-${index}`, from, door)).status)
    }
    expect(statuses.slice(0, 10)).toEqual(Array(10).fill(401))
    expect(statuses.slice(10)).toEqual(Array(5).fill(429))
    // Also the right one now, from here and not from elsewhere.
    expect((await signIn(STAFF.password, from)).status).toBe(429)
    expect((await signIn(STAFF.password, "198.51.100.99")).status).toBe(200)
  })

  it("F68: passwords are looked at ten times however the address is spelt", async () => {
    const spellings = ["emailpass", "email%70ass", "%65mailpass/"]
    const statuses: number[] = []
    for (let index = 0; index < 15; index++) {
      const spelling = spellings[index % spellings.length]
      statuses.push(
        (await signIn("wrong", "198.51.100.60", "user", spelling)).status
      )
    }
    expect(statuses).toEqual([
      ...Array<number>(10).fill(401),
      ...Array<number>(5).fill(429),
    ])
  })

  it("F68: accounts are made fifty times from one address, before the hash of the password", async () => {
    const from = "198.51.100.70"
    const tried = await Promise.all(
      Array.from({ length: 70 }, (_, index) => register(`new-${index}`, from))
    )
    expect(tried.filter(({ status }) => status === 200)).toHaveLength(50)
    const refused = tried.filter(({ status }) => status === 429)
    expect(refused).toHaveLength(20)
    for (const { retryAfter } of refused) {
      expect(Number(retryAfter)).toBeGreaterThan(0)
    }
    const { rows } = await shop.db.query<{ made: number }>(
      "SELECT count(*)::int AS made FROM provider_identity WHERE entity_id LIKE 'new-%'"
    )
    expect(rows).toEqual([{ made: 50 }])
    // Nobody else is concerned, and at this address nothing else.
    expect((await register("elsewhere", "198.51.100.71")).status).toBe(200)
    expect((await signIn(STAFF.password, from)).status).toBe(200)
    expect((await withKey(key, from)).status).toBe(200)
    const signedIn = await call(PATH, from, {
      headers: { authorization: `Bearer ${await shop.staffToken()}` },
    })
    expect(signedIn.status).toBe(200)
    const event = bareEvent("evt_beside_new_accounts")
    expect((await postEvent(shop, event)).status).toBe(200)
  })

  it("F68: one account is asked for ten times, however the address is spelt", async () => {
    const statuses: number[] = []
    for (let index = 0; index < 15; index++) {
      const spelling = index % 2 ? "emailpass" : "email%70ass"
      statuses.push((await register("again", "198.51.100.72", spelling)).status)
    }
    expect(statuses.slice(0, 10)).not.toContain(429)
    expect(statuses.slice(10)).toEqual(Array(5).fill(429))
  })

  it("F68: staff may sign in as often as they like", async () => {
    for (let index = 0; index < 15; index++) {
      expect((await signIn(STAFF.password, "198.51.100.77")).status).toBe(200)
    }
  })
})

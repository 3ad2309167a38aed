import { randomBytes } from "node:crypto"
import fc from "fast-check"
import { redactKey } from "./domain/redact-key"
import { KeyCheck } from "./key-check"
import type { KeyRow } from "./types"

const newToken = () => `sk_${randomBytes(32).toString("hex")}`

/** The table of keys and Medusa's own check, which here compares instead of hashing. */
class Keys {
  clock = 0
  isOut = false
  hashes = 0
  reads = 0
  mostHashesAtOnce = 0
  readonly failures: unknown[] = []
  readonly check: KeyCheck
  private readonly rows = new Map<string, KeyRow>()
  private hashing = 0

  constructor(private readonly pause: () => Promise<void> = async () => {}) {
    this.check = new KeyCheck({
      isSomeKeyLike: (redacted) =>
        this.query(() => this.all().some((row) => row.redacted === redacted)),
      findByHash: (token) => this.findByHash(token),
      readKey: (id) => {
        this.reads += 1
        return this.query(() => this.rows.get(id) ?? null)
      },
      onFailure: (error) => this.failures.push(error),
      now: () => this.clock,
    })
  }

  add(token: string): string {
    const id = `apk_${this.rows.size}`
    this.rows.set(id, {
      id,
      hash: `hash of ${token}`,
      token: "",
      redacted: redactKey(token),
      title: "A key",
      type: "secret",
      created_by: "user_1",
      created_at: new Date(),
      updated_at: new Date(),
      deleted_at: null,
      last_used_at: null,
      revoked_by: null,
      revoked_at: null,
    })
    return id
  }

  change(id: string, change: Partial<KeyRow>): void {
    const row = this.rows.get(id)
    if (row) {
      this.rows.set(id, { ...row, ...change })
    }
  }

  remove(id: string): void {
    this.rows.delete(id)
  }

  async say(token: string): Promise<string> {
    const verdict = await this.check.check(token)
    return verdict.kind === "right" ? verdict.key.id : verdict.kind
  }

  private all(): KeyRow[] {
    return [...this.rows.values()]
  }

  private async query<T>(read: () => T): Promise<T> {
    const found = read()
    const fails = this.isOut
    await this.pause()
    if (fails) {
      throw new Error("the database is out")
    }
    return found
  }

  private async findByHash(token: string) {
    this.hashes += 1
    this.hashing += 1
    this.mostHashesAtOnce = Math.max(this.mostHashesAtOnce, this.hashing)
    try {
      return await this.query(
        () => this.all().find(({ hash }) => hash === `hash of ${token}`) ?? null
      )
    } finally {
      this.hashing -= 1
    }
  }
}

describe("the check of a secret key", () => {
  it("costs one hash for a hundred first uses at once, and none for the next ones", async () => {
    const keys = new Keys()
    const token = newToken()
    const id = keys.add(token)

    const said = await Promise.all(
      Array.from({ length: 100 }, () => keys.say(token))
    )
    expect(new Set(said)).toEqual(new Set([id]))
    expect(keys.hashes).toBe(1)
    expect(keys.reads).toBe(1)

    keys.clock += 4 * 60_000
    expect(await keys.say(token)).toBe(id)
    expect([keys.hashes, keys.reads]).toEqual([1, 2])

    keys.clock += 2 * 60_000
    expect(await keys.say(token)).toBe(id)
    expect(keys.hashes).toBe(2)
  })

  it("makes two hashes at once at most, and says of who cannot wait that it does not know", async () => {
    const keys = new Keys(() => new Promise((resolve) => setImmediate(resolve)))
    const tokens = Array.from({ length: 150 }, newToken)
    tokens.forEach((token) => keys.add(token))

    const said = await Promise.all(tokens.map((token) => keys.say(token)))
    expect(keys.mostHashesAtOnce).toBe(2)
    expect(said.filter((kind) => kind === "unavailable")).toHaveLength(48)
    expect(said).not.toContain("wrong")
    expect(keys.failures).toEqual([])
  })

  it("does not hash a token that looks like no key", async () => {
    const keys = new Keys()
    keys.add(newToken())
    expect(await keys.say(newToken())).toBe("wrong")
    expect(keys.hashes).toBe(0)
  })

  it("hashes a wrong token that looks like a key once in a while only", async () => {
    const keys = new Keys()
    const token = newToken()
    keys.add(token)
    const other = token[20] === "0" ? "1" : "0"
    const wrong = token.slice(0, 20) + other + token.slice(21)

    for (let times = 0; times < 10; times += 1) {
      expect(await keys.say(wrong)).toBe("wrong")
    }
    expect(keys.hashes).toBe(1)
  })

  it("F65: refuses a revoked key at once where it was revoked", async () => {
    const keys = new Keys()
    const token = newToken()
    const id = keys.add(token)
    expect(await keys.say(token)).toBe(id)

    keys.remove(id)
    expect(await keys.say(token)).toBe(id)
    keys.check.doubtAll()
    expect(await keys.say(token)).toBe("wrong")
  })

  it("refuses a key that is to be revoked later when its time comes, without looking", async () => {
    const keys = new Keys()
    const token = newToken()
    const id = keys.add(token)
    const later = new Date(Date.now() + 60_000)
    keys.change(id, { revoked_at: later })
    expect(await keys.say(token)).toBe(id)

    const clock = jest.spyOn(Date, "now").mockReturnValue(later.getTime())
    expect(await keys.say(token)).toBe("wrong")
    clock.mockRestore()
    expect(keys.reads).toBe(1)
  })

  it("refuses a token whose key has another by now", async () => {
    const keys = new Keys()
    const token = newToken()
    const id = keys.add(token)
    expect(await keys.say(token)).toBe(id)

    keys.change(id, { hash: "hash of another" })
    keys.clock += 2_000
    expect(await keys.say(token)).toBe("wrong")
  })

  it("lets nobody in while the database is out, and everybody when it is back", async () => {
    const keys = new Keys()
    const token = newToken()
    const id = keys.add(token)
    expect(await keys.say(token)).toBe(id)

    keys.isOut = true
    keys.clock += 2_000
    expect(await keys.say(token)).toBe("unavailable")
    expect(await keys.say(newToken())).toBe("unavailable")
    keys.isOut = false
    expect(await keys.say(token)).toBe(id)
    expect(keys.hashes).toBe(1)
    expect(keys.failures).toHaveLength(2)
  })
})

describe("whatever happens to a key", () => {
  const happenings = fc.array(
    fc.oneof(
      fc.record({ kind: fc.constant("pass"), ms: fc.nat({ max: 4_000 }) }),
      fc.record({
        kind: fc.constantFrom("ask", "ask", "revoke", "out", "back", "settle"),
        ms: fc.constant(0),
      })
    ),
    { minLength: 1, maxLength: 60 }
  )

  it("F65: it is let in no more than 5 s after it was revoked, and never before it was found right", async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), happenings, async (scheduler, acts) => {
        const keys = new Keys(() => scheduler.schedule(Promise.resolve()))
        const token = newToken()
        const id = keys.add(token)
        let revokedAt = Infinity
        const asked: Promise<void>[] = []
        for (const { kind, ms } of acts) {
          if (kind === "pass") {
            // Queries end within their time limits.
            await scheduler.waitIdle()
            keys.clock += ms
          } else if (kind === "settle") {
            await scheduler.waitIdle()
          } else if (kind === "revoke") {
            keys.remove(id)
            revokedAt = Math.min(revokedAt, keys.clock)
          } else if (kind === "ask") {
            const wasOut = keys.isOut
            asked.push(
              keys.say(token).then((said) => {
                if (keys.clock - revokedAt >= 5_000) {
                  expect(said).not.toBe(id)
                }
                if (revokedAt === Infinity && !wasOut && said === "wrong") {
                  throw new Error("A good key was called wrong")
                }
              })
            )
          } else {
            keys.isOut = kind === "out"
          }
        }
        await scheduler.waitFor(Promise.all(asked))
      })
    )
  })

  it("no token but its own is ever taken for it, however alike", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: 66 }),
        fc.constantFrom("0", "f", "F", " ", ":", "é", "\u0000", ""),
        fc.constantFrom("replace", "insert", "double", "cut"),
        async (at, letter, how) => {
          const keys = new Keys()
          const token = newToken()
          const id = keys.add(token)
          const ends = {
            replace: token.slice(at + 1),
            insert: token.slice(at),
            double: token.slice(at) + token,
            cut: "",
          }
          const other = token.slice(0, at) + letter + ends[how]
          expect(await keys.say(token)).toBe(id)
          expect(await keys.say(other)).toBe(other === token ? id : "wrong")
          expect(await keys.say(token)).toBe(id)
        }
      )
    )
  })
})

import { TooManyWaitingError, atMost } from "../../lib/at-most"
import { RecentMap } from "../../lib/recent-map"
import { KnownKey } from "./known-key"
import { redactKey } from "./domain/redact-key"
import { createTokenDigest } from "./domain/token-digest"
import type { FoundKey, KeyRow, KeyVerdict } from "./types"

/** Each is 16 MB and 30 ms of a processor; Node has four threads for them and for files and names. */
const HASHES_AT_ONCE = 2
const HASHES_WAITING = 100
const MAX_KNOWN = 1_000
const KNOWN_MS = 5 * 60_000
const MAX_WRONG = 2_000
const WRONG_MS = 10_000

const WRONG: KeyVerdict = { kind: "wrong" }
const UNAVAILABLE: KeyVerdict = { kind: "unavailable" }

export type KeyCheckParts = {
  /** Whether any key looks like this; a query. */
  isSomeKeyLike: (redacted: string) => Promise<boolean>
  /** Medusa's own check, with the hash that costs so much. */
  findByHash: (token: string) => Promise<FoundKey | null>
  /** What a key's row says now; a query. */
  readKey: (id: string) => Promise<KeyRow | null>
  onFailure: (error: unknown) => void
  /** In ms, never going back; another clock is for tests. */
  now?: () => number
}

/**
 * Says whether a token is right. What Medusa's own check found right is known by heart for some
 * minutes, and its row is looked at again every two seconds while it is used. Nothing but Medusa's
 * own check makes a token right, and no failure does.
 */
export class KeyCheck {
  private readonly known = new RecentMap<string, KnownKey>(MAX_KNOWN)
  /** Until when a token need not be looked at again. */
  private readonly wrong = new RecentMap<string, number>(MAX_WRONG)
  private readonly open = new Map<string, Promise<KeyVerdict>>()
  private readonly digest = createTokenDigest()
  private readonly inTurn = atMost(HASHES_AT_ONCE, HASHES_WAITING)
  private readonly now: () => number

  constructor(private readonly parts: KeyCheckParts) {
    this.now = parts.now ?? (() => performance.now())
  }

  /** Never rejects. */
  async check(token: string): Promise<KeyVerdict> {
    const digest = this.digest(token)
    try {
      const known = this.known.get(digest)
      if (known && this.now() < known.knownUntil) {
        return await this.confirm(digest, known)
      }
      if (this.now() < (this.wrong.get(digest) ?? 0)) {
        return WRONG
      }
      return await this.checkOnce(token, digest)
    } catch (error) {
      if (!(error instanceof TooManyWaitingError)) {
        this.parts.onFailure(error)
      }
      return UNAVAILABLE
    }
  }

  /** Has each row looked at before its key is let in again. */
  doubtAll(): void {
    for (const known of this.known.values()) {
      known.doubt()
    }
  }

  /** Who shows a token while it is being checked waits for that. */
  private checkOnce(token: string, digest: string): Promise<KeyVerdict> {
    const open = this.open.get(digest)
    if (open) {
      return open
    }
    const check = this.checkUnknown(token, digest).finally(() =>
      this.open.delete(digest)
    )
    this.open.set(digest, check)
    return check
  }

  private async checkUnknown(
    token: string,
    digest: string
  ): Promise<KeyVerdict> {
    const found = await this.inTurn(() => this.find(token))
    if (!found) {
      return this.refuse(digest)
    }
    const { readKey } = this.parts
    const until = this.now() + KNOWN_MS
    const known = new KnownKey(found, until, readKey, this.now)
    this.known.set(digest, known)
    return this.confirm(digest, known)
  }

  private async find(token: string): Promise<FoundKey | null> {
    return (await this.parts.isSomeKeyLike(redactKey(token)))
      ? this.parts.findByHash(token)
      : null
  }

  private async confirm(digest: string, known: KnownKey): Promise<KeyVerdict> {
    const key = await known.confirm()
    if (key) {
      return { kind: "right", key }
    }
    this.known.delete(digest)
    return this.refuse(digest)
  }

  private refuse(digest: string): KeyVerdict {
    this.wrong.set(digest, this.now() + WRONG_MS)
    return WRONG
  }
}

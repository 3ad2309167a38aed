import { RecentMap } from "../../lib/recent-map"
import { redactKey } from "../../modules/api-key/domain/redact-key"
import { createTokenDigest } from "../../modules/api-key/domain/token-digest"
import type { Attempt, FailedAttempts } from "./failed-attempts"

/** More keys than any shop has; the longest unused is forgotten first. */
const KNOWN_KEYS = 1_000

/** A request with a key that may be looked at. */
export type Admission = {
  /** The check has found the key good. */
  accept: () => void
  /** The check has found the key wrong: the attempt counts. */
  refuse: () => void
  /** The check could not be made: the attempt does not count, and what was known of the key still does. */
  leaveOpen: () => void
  /**
   * The request is over. Where it was answered and nothing was said of the key, nobody asked for it:
   * the attempt does not count. One that was broken off may be in the check: it counts until the
   * check says otherwise.
   */
  end: (isAnswered: boolean) => void
}

/**
 * Lets requests with a secret key through to the check of it, which costs 31 ms of the processor:
 * a key that this process has found good always, any other while its caller is within the limits.
 * With a key that nobody knows yet one request goes ahead and the others wait for what becomes of
 * it, so that a good key's first hundred calls are not taken for a hundred attempts.
 *
 * The check has a memory of its own: it is behind all that Medusa does first, which a flood of wrong
 * keys must not cost.
 */
export class KeyGate {
  private readonly nameOf = createTokenDigest()
  private readonly known = new RecentMap<string, true>(KNOWN_KEYS)
  private readonly inCheck = new Map<string, Promise<void>>()

  constructor(private readonly failed: FailedAttempts) {}

  /** Whether the key was good when it was last shown here. */
  private isKnown(name: string): boolean {
    return this.known.get(name) === true
  }

  /** @returns the admission, or in how many seconds to come back */
  async admit(network: string, key: string): Promise<Admission | number> {
    const name = this.nameOf(key)
    const inCheck = this.inCheck.get(name)
    if (inCheck && !this.isKnown(name)) {
      await inCheck
    }
    if (this.isKnown(name)) {
      return this.admission(name, () => undefined)
    }
    const checked = this.startCheck(name)
    const attempt = { network, subject: redactKey(key) }
    const wait = await this.failed.take(attempt)
    if (wait > 0) {
      checked()
      return wait
    }
    return this.admission(name, checked, attempt)
  }

  private admission(
    name: string,
    checked: () => void,
    attempt?: Attempt
  ): Admission {
    let isOpen = true
    const close = (): boolean => {
      const wasOpen = isOpen
      isOpen = false
      checked()
      return wasOpen
    }
    const leaveOpen = (): void => {
      if (close()) {
        void this.takeBack(attempt)
      }
    }
    return {
      accept: () => {
        if (close()) {
          this.known.set(name, true)
          void this.takeBack(attempt)
        }
      },
      refuse: () => {
        if (close()) {
          // Revoked, perhaps: from now on it is as good as any other.
          this.known.delete(name)
          this.failed.noteFailed()
        }
      },
      leaveOpen,
      end: (isAnswered) => {
        if (isAnswered) {
          leaveOpen()
        } else {
          checked()
        }
      },
    }
  }

  private async takeBack(attempt: Attempt | undefined): Promise<void> {
    if (attempt) {
      await this.failed.giveBack(attempt)
    }
  }

  /** @returns to be called when it is known what the key is worth */
  private startCheck(name: string): () => void {
    let finish: () => void = () => undefined
    const check = new Promise<void>((resolve) => {
      finish = resolve
    })
    this.inCheck.set(name, check)
    return () => {
      finish()
      if (this.inCheck.get(name) === check) {
        this.inCheck.delete(name)
      }
    }
  }
}

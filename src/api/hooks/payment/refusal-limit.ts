import { RateLimiterMemory } from "rate-limiter-flexible"

const PER_MINUTE = 300
const MINUTE_SECONDS = 60

export type RefusalLimit = {
  /** Seconds until the address is heard again; 0 while it is within its limit. */
  retryAfter: number
  /** Whether this refusal is the one that went over. */
  isFirstOver: boolean
}

const WITHIN: RefusalLimit = { retryAfter: 0, isFirstOver: false }

/**
 * How many refused deliveries an address may send: 300 a minute. Only what is refused counts, and
 * the signature is still looked at, so that Stripe is heard even from behind the address of somebody
 * who floods us.
 */
export class RefusalLimiter {
  private readonly limiter = new RateLimiterMemory({
    points: PER_MINUTE,
    duration: MINUTE_SECONDS,
  })

  /** Counts a refusal. */
  async count(address: string): Promise<RefusalLimit> {
    const { consumedPoints, msBeforeNext } = await this.limiter.penalty(address)
    return consumedPoints <= PER_MINUTE
      ? WITHIN
      : {
          retryAfter: toSeconds(msBeforeNext),
          isFirstOver: consumedPoints === PER_MINUTE + 1,
        }
  }
}

function toSeconds(ms: number): number {
  return Math.max(1, Math.ceil(ms / 1_000))
}

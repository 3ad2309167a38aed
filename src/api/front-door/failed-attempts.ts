import type { Redis } from "ioredis"
import {
  RateLimiterMemory,
  RateLimiterRedis,
  RateLimiterRes,
} from "rate-limiter-flexible"
import { AttemptMeter, type CredentialKind } from "./attempt-metrics"

/** How often a wrong credential may be tried. */
const PER_ADDRESS = 50
/** Fewer, so that one caller with an old key leaves room for others behind the same address. */
const PER_ADDRESS_AND_SUBJECT = 10

export type AttemptSettings = {
  /** After so many seconds from the first attempt on the count is done anew. */
  windowSeconds: number
  /** Where several processes count together; each for itself where it is null or out. */
  redis: Redis | null
}

/** Who tries: from which network, and what: a key's first and last letters, or an account. */
export type Attempt = { network: string; subject: string }

/**
 * Counts attempts with credentials before the expensive check of them, and takes those back that
 * succeeded: what stays counted has failed. Never per subject alone: whoever knows the beginning of
 * a key could then lock out its owner from any address.
 */
export class FailedAttempts {
  private readonly perAddress: RateLimiterMemory | RateLimiterRedis
  private readonly perSubject: RateLimiterMemory | RateLimiterRedis
  private readonly meter: AttemptMeter

  /** @param name of what is tried, also for the keys in Redis */
  constructor(name: CredentialKind, settings: AttemptSettings) {
    this.meter = new AttemptMeter(name)
    this.perAddress = limiter(`${name}_address`, PER_ADDRESS, settings)
    this.perSubject = limiter(name, PER_ADDRESS_AND_SUBJECT, settings)
  }

  /** Counts an attempt. @returns 0, or in how many seconds to come back */
  async take(attempt: Attempt): Promise<number> {
    const wait =
      // Who is over the limit leaves no trace of what else is tried, which could fill the memory.
      (await blocked(this.perAddress, attempt.network)) ||
      (await consume(this.perSubject, subjectKey(attempt))) ||
      (await consume(this.perAddress, attempt.network))
    if (wait > 0) {
      this.meter.countLimited()
    }
    return wait
  }

  /** What was tried was wrong; the attempt stays counted. */
  noteFailed(): void {
    this.meter.countFailed()
  }

  /** The attempt has succeeded, so it does not count. */
  async giveBack(attempt: Attempt): Promise<void> {
    await Promise.allSettled([
      this.perSubject.reward(subjectKey(attempt)),
      this.perAddress.reward(attempt.network),
    ])
  }
}

function limiter(
  name: string,
  points: number,
  { windowSeconds, redis }: AttemptSettings
): RateLimiterMemory | RateLimiterRedis {
  const options = {
    keyPrefix: `failed_${name}`,
    points,
    duration: windowSeconds,
  }
  const inMemory = new RateLimiterMemory(options)
  return redis
    ? new RateLimiterRedis({
        ...options,
        storeClient: redis,
        rejectIfRedisNotReady: true,
        insuranceLimiter: inMemory,
        // Who is over the limit is refused without asking Redis again.
        inMemoryBlockOnConsumed: points + 1,
      })
    : inMemory
}

/** @returns in how many seconds the key is within its limit again, 0 where it is. */
async function blocked(
  limiter: RateLimiterMemory | RateLimiterRedis,
  key: string
): Promise<number> {
  try {
    const counted = await limiter.get(key)
    return counted && counted.consumedPoints > limiter.points
      ? secondsLeft(counted)
      : 0
  } catch {
    // As below: what cannot be counted locks nobody out.
    return 0
  }
}

async function consume(
  limiter: RateLimiterMemory | RateLimiterRedis,
  key: string
): Promise<number> {
  try {
    await limiter.consume(key)
    return 0
  } catch (refusal) {
    // What cannot be counted must lock nobody out: the credential itself is still checked.
    return refusal instanceof RateLimiterRes ? secondsLeft(refusal) : 0
  }
}

function secondsLeft({ msBeforeNext }: RateLimiterRes): number {
  return Math.max(1, Math.ceil(msBeforeNext / 1_000))
}

function subjectKey({ network, subject }: Attempt): string {
  return `${network} ${subject}`
}

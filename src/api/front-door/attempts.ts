import { Redis } from "ioredis"
import { type AttemptSettings, FailedAttempts } from "./failed-attempts"
import { KeyGate } from "./key-gate"

/** Whom to let try a credential; one for the whole process. */
export type Attempts = {
  keys: KeyGate
  signIns: FailedAttempts
  /** None is given back. */
  registrations: FailedAttempts
  metricsTokens: KeyGate
}

let opened: Attempts | null = null

/** Starts counting; Medusa's server and routes read it through {@link attempts}. */
export function openAttempts(settings: {
  windowSeconds: number
  redisUrl: string | null
}): Attempts {
  const shared: AttemptSettings = {
    windowSeconds: settings.windowSeconds,
    redis: settings.redisUrl ? connect(settings.redisUrl) : null,
  }
  opened = {
    keys: new KeyGate(new FailedAttempts("key", shared)),
    signIns: new FailedAttempts("sign_in", shared),
    registrations: new FailedAttempts("registration", shared),
    metricsTokens: new KeyGate(new FailedAttempts("metrics_token", shared)),
  }
  return opened
}

/** Null in a process without the front door, such as a command. */
export function attempts(): Attempts | null {
  return opened
}

/** Nobody waits for a Redis that is out: each process then counts for itself. */
function connect(url: string): Redis {
  const redis = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    connectTimeout: 2_000,
    commandTimeout: 250,
  })
  redis.on("error", () => undefined)
  return redis
}

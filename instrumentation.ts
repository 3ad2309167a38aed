import { endWhereUnreachable } from "./src/api/front-door/end-unreachable"
import { logUncaught } from "./src/api/front-door/log-uncaught"
import { openFrontDoor } from "./src/api/front-door/open-front-door"
import { serveMetricsWithoutMedusa } from "./src/api/metrics/serve-without-medusa"
import { readEnvironment } from "./src/config/env"

/** Medusa calls it before it makes its HTTP server, and after it has loaded its configuration. */
export function register(): void {
  const env = readEnvironment(process.env)
  openFrontDoor({
    isDevelopment: env.NODE_ENV === "development",
    isProduction: env.NODE_ENV === "production",
    attemptsWindowSeconds: env.FAILED_ATTEMPTS_SECONDS,
    redisUrl: env.REDIS_URL ?? null,
  })
  if (env.MEDUSA_WORKER_MODE === "worker") {
    serveMetricsWithoutMedusa()
  } else {
    // What only works off does so as well where nobody can reach it.
    endWhereUnreachable()
  }
  // After what ends the process: then a port that is taken is said once.
  logUncaught()
}

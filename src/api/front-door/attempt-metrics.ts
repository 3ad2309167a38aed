import { Counter } from "prom-client"
import { processMetrics } from "../../lib/process-metrics"

const failed = new Counter({
  name: "storefront_failed_attempts_total",
  help: "Credentials that were wrong when this process looked at them",
  labelNames: ["credential"],
  registers: [processMetrics],
})

const limited = new Counter({
  name: "storefront_limited_attempts_total",
  help: "Attempts with a credential that this process refused to look at, answered 429",
  labelNames: ["credential"],
  registers: [processMetrics],
})

/** What somebody may try, again and again. */
export type CredentialKind =
  "key" | "sign_in" | "registration" | "metrics_token"

/** What the operator hears of attempts with one kind of credential. */
export class AttemptMeter {
  private readonly labels: { credential: CredentialKind }

  constructor(credential: CredentialKind) {
    this.labels = { credential }
    failed.inc(this.labels, 0)
    limited.inc(this.labels, 0)
  }

  countFailed(): void {
    failed.inc(this.labels)
  }

  countLimited(): void {
    limited.inc(this.labels)
  }
}

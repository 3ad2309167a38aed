import { z } from "@medusajs/framework/zod"

/** An API request that goes wrong: the first rule that fits, as long as it has `times` left. */
export const faultRuleSchema = z.strictObject({
  method: z.string().toUpperCase().optional(),
  pathPrefix: z.string().startsWith("/").optional(),
  times: z.int().min(1),
  /**
   * `timeout` never answers; `reset` drops the connection before any work is done,
   * `reset_after_commit` after it is done; `slow` only waits for `delay_ms`.
   */
  kind: z.enum([
    "429",
    "500",
    "503",
    "timeout",
    "reset",
    "reset_after_commit",
    "slow",
  ]),
  /** Waited before the fault shows. */
  delay_ms: z.int().min(0).optional(),
})

export const deliveryFaultsSchema = z.strictObject({
  /** Each event is sent so many times more. */
  duplicate: z.int().min(0).default(0),
  /** The events of one moment arrive in reversed order. */
  reorder: z.boolean().default(false),
  /** Waited before the events of one moment go out. */
  delay_ms: z.int().min(0).default(0),
  /** So many deliveries never happen. */
  drop: z.int().min(0).default(0),
})

/** What becomes at once of a refund that the API is asked for. */
const refundOutcomeSchema = z.enum([
  "pending",
  "requires_action",
  "failed",
  "canceled",
])

export type RefundOutcome = z.infer<typeof refundOutcomeSchema>

export const faultsSchema = z.union([
  z.array(faultRuleSchema).transform((rules) => ({
    rules,
    delivery: undefined,
    refunds: undefined,
  })),
  z.strictObject({
    rules: z.array(faultRuleSchema).optional(),
    delivery: deliveryFaultsSchema.optional(),
    refunds: z.array(refundOutcomeSchema).optional(),
  }),
])

export type FaultRule = z.infer<typeof faultRuleSchema>
export type DeliveryFaults = z.infer<typeof deliveryFaultsSchema>

/** What tests and the demo let go wrong. */
export class Faults {
  private rules: FaultRule[] = []
  private deliveryFaults = deliveryFaultsSchema.parse({})
  private refundOutcomes: RefundOutcome[] = []

  get delivery(): Readonly<DeliveryFaults> {
    return this.deliveryFaults
  }

  /** Rules that still have tries left. */
  pending(): FaultRule[] {
    return this.rules
      .filter((rule) => rule.times > 0)
      .map((rule) => ({ ...rule }))
  }

  /** Replaces what is given, and leaves the rest as it is. */
  set(faults: {
    rules?: FaultRule[]
    delivery?: z.input<typeof deliveryFaultsSchema>
    refunds?: RefundOutcome[]
  }): void {
    if (faults.rules) {
      this.rules = faults.rules.map((rule) => faultRuleSchema.parse(rule))
    }
    if (faults.delivery) {
      this.deliveryFaults = deliveryFaultsSchema.parse(faults.delivery)
    }
    if (faults.refunds) {
      this.refundOutcomes = [...faults.refunds]
    }
  }

  clear(): void {
    this.rules = []
    this.deliveryFaults = deliveryFaultsSchema.parse({})
    this.refundOutcomes = []
  }

  /** The fault for this request, used up by one. */
  take(method: string, path: string): FaultRule | undefined {
    const rule = this.rules.find(
      (candidate) =>
        candidate.times > 0 &&
        (candidate.method ?? method) === method &&
        path.startsWith(candidate.pathPrefix ?? "/")
    )
    if (rule) {
      rule.times -= 1
    }
    return rule
  }

  /** What becomes of this refund, used up by one; undefined where it goes through. */
  takeRefundOutcome(): RefundOutcome | undefined {
    return this.refundOutcomes.shift()
  }

  /** Whether this delivery is lost, used up by one. */
  takeDrop(): boolean {
    if (this.deliveryFaults.drop === 0) {
      return false
    }
    this.deliveryFaults.drop -= 1
    return true
  }
}

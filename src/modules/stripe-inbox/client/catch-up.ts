import type { Logger } from "@medusajs/framework/types"
import type { Pool } from "pg"
import type Stripe from "stripe"
import { type FailureSummary, summarizeFailure } from "../../../lib/errors"
import type { CatchUpOptions, CatchUpTrigger, TimeSpan } from "../types"
import {
  type CatchUpProgress,
  type CatchUpStart,
  beginCatchUp,
  endCatchUp,
  noteCatchUp,
} from "./catch-up-row"
import { storeMissingEvents } from "./missing-events"
import { findPaymentsInHand } from "./payments-in-hand"
import { completeSessionPages, eventPages } from "./stripe-pages"

/** Processes that start together leave the first run to one of them. */
const REST_AT_START_MS = 2_000

export type CatchUpParts = {
  pool: Pool
  stripe: Stripe
  livemode: boolean
  options: CatchUpOptions
  /** Runs the workflow. */
  run: (trigger: CatchUpTrigger) => Promise<unknown>
  /** Tells the workers that there is work. */
  wake: () => void
  log: Pick<Logger, "error">
}

/** How Stripe is asked for what never arrived: the means; the workflow decides. */
export class CatchUp {
  private readonly stopping = new AbortController()

  constructor(private readonly parts: CatchUpParts) {}

  /** Begins a run beside the start of the process, which neither waits for it nor fails with it. */
  start(): void {
    this.parts.run("start").catch((error: unknown) => {
      if (!this.stopped) {
        this.parts.log.error(
          `stripe inbox: catching up could not begin: ${summarizeFailure(error).message}`
        )
      }
    })
  }

  /** Lets a run that is under way end at its next step. */
  stop(): void {
    this.stopping.abort()
  }

  get stopped(): boolean {
    return this.stopping.signal.aborted
  }

  get options(): CatchUpOptions {
    return this.parts.options
  }

  /** @returns null when another run has just moved: that one does the work. */
  begin(trigger: CatchUpTrigger): Promise<CatchUpStart | null> {
    const { pool, livemode, options } = this.parts
    return beginCatchUp(
      pool,
      livemode,
      trigger === "start" ? REST_AT_START_MS : options.everySeconds * 500
    )
  }

  note(progress: CatchUpProgress): Promise<void> {
    return noteCatchUp(this.parts.pool, this.parts.livemode, progress)
  }

  end(failure: FailureSummary | null): Promise<void> {
    return endCatchUp(this.parts.pool, this.parts.livemode, failure)
  }

  eventPages(
    types: readonly string[],
    span: TimeSpan
  ): AsyncGenerator<Stripe.Event[]> {
    return eventPages(this.parts.stripe, types, span)
  }

  completeSessionPages(
    span: TimeSpan
  ): AsyncGenerator<Stripe.Checkout.Session[]> {
    return completeSessionPages(this.parts.stripe, span)
  }

  /** Stores the events that are not there, and has them worked off. @returns how many. */
  async storeMissing(page: readonly Stripe.Event[]): Promise<number> {
    const found = await storeMissingEvents(this.parts.pool, page)
    if (found > 0) {
      this.parts.wake()
    }
    return found
  }

  /** Those payments that an event here brings in, or that staff see among the events. */
  paymentsInHand(
    payments: readonly string[],
    types: readonly string[]
  ): Promise<Set<string>> {
    return findPaymentsInHand(this.parts.pool, payments, types)
  }
}

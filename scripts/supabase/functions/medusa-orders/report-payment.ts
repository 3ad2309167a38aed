import { pauseMs, waitSeconds } from "./backoff.ts"
import {
  type CallResult,
  type MedusaAccess,
  type World,
  callMedusa,
} from "./call-medusa.ts"
import type { DeadLetters, Settlement } from "./dead-letter.ts"
import { orderBody, paymentOf } from "./order-body.ts"
import type { CheckoutSession, LineItem } from "./stripe-shapes.ts"

/** So many tries within one run: Stripe waits for the answer of the webhook. */
const TRIES = 3
/** A longer pause than this is left to the table. */
const LONGEST_RETRY_AFTER_SECONDS = 4

export type Reporter = {
  world: World
  medusa: MedusaAccess
  deadLetters: DeadLetters
}

/**
 * What came of telling Medusa of a payment:
 * - `done`: Medusa has it; `answer` is what it said
 * - `kept`: Medusa could not be told; it is in the table and will be sent again
 * - `refused`: Medusa refuses it; it is in the table for a person
 * - `known`: it was told of before, or is being told of by another run
 */
export type Report = {
  outcome: "done" | "kept" | "refused" | "known"
  status: number | null
  answer: unknown
}

/**
 * Tells Medusa of a paid Checkout Session. It is written down first and marked afterwards, so that
 * nothing is lost where the function is ended in between.
 *
 * @param lines of the session, where they were fetched: hints for matching
 * @throws Error where it could neither be written down nor told: the webhook must fail then, so that
 *   Stripe sends its event again.
 */
export async function reportPayment(
  reporter: Reporter,
  session: CheckoutSession,
  lines: readonly LineItem[] = []
): Promise<Report> {
  const { world, deadLetters } = reporter
  const payment = paymentOf(session)
  const body = orderBody(session, lines)
  const written = await deadLetters.put(payment, body).then(
    (tries) => ({ tries }),
    (error: unknown) => ({ error })
  )
  if ("error" in written) {
    world.log({
      event: "medusa_call_not_kept",
      payment,
      error: String(written.error),
    })
    return reportUnkept(reporter, payment, body, written.error)
  }
  if (written.tries === null) {
    return { outcome: "known", status: null, answer: null }
  }
  return sendKept(reporter, { payment, body, tries: written.tries })
}

/**
 * Sends a call that was taken from the table, and notes what came of it.
 *
 * @param tries of this run at most
 */
export async function sendKept(
  { world, medusa, deadLetters }: Reporter,
  call: { payment: string; body: unknown; tries: number },
  tries = TRIES
): Promise<Report> {
  const { payment } = call
  const result = await tryCall(world, medusa, call, tries)
  const settlement = settlementOf(result, call.tries, world.random())
  world.log({
    event: `medusa_call_${settlement.outcome}`,
    payment,
    attempt: call.tries,
    status: result.status,
    error: result.error,
  })
  // Where this fails the call is made once more, when its lease is over; Medusa takes it for the same.
  await deadLetters.settle(call, settlement).catch((error: unknown) => {
    world.log({
      event: "medusa_call_not_settled",
      payment,
      error: String(error),
    })
  })
  const { status, answer } = result
  const outcome = settlement.outcome === "waiting" ? "kept" : settlement.outcome
  return { outcome, status, answer }
}

async function reportUnkept(
  { world, medusa }: Reporter,
  payment: string,
  body: unknown,
  cause: unknown
): Promise<Report> {
  const result = await tryCall(world, medusa, { payment, body }, TRIES)
  if (result.verdict !== "done") {
    throw new Error(
      `The payment ${payment} could neither be kept nor told to Medusa`,
      { cause }
    )
  }
  return { outcome: "done", status: result.status, answer: result.answer }
}

async function tryCall(
  world: World,
  medusa: MedusaAccess,
  { payment, body }: { payment: string; body: unknown },
  tries: number
): Promise<CallResult> {
  const text = JSON.stringify(body)
  for (let tried = 1; ; tried += 1) {
    const result = await callMedusa(world, medusa, payment, text)
    const asked = result.retryAfter ?? 0
    if (
      result.verdict !== "again" ||
      tried >= tries ||
      asked > LONGEST_RETRY_AFTER_SECONDS
    ) {
      return result
    }
    await world.sleep(Math.max(asked * 1000, pauseMs(tried, world.random())))
  }
}

function settlementOf(
  { verdict, status, error, retryAfter }: CallResult,
  tries: number,
  random: number
): Settlement {
  switch (verdict) {
    case "done":
    case "refused":
      return { outcome: verdict, status, error, waitSeconds: 0 }
    case "again":
    case "later": {
      const wait = Math.max(waitSeconds(tries, random), retryAfter ?? 0)
      return { outcome: "waiting", status, error, waitSeconds: wait }
    }
  }
}

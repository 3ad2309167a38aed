import { type Reporter, reportPayment } from "./report-payment.ts"
import { sendAgain } from "./send-again.ts"
import type { Environment } from "./settings.ts"
import { isSame } from "./sign.ts"
import { isFromStripe, paidSessionOf } from "./stripe-event.ts"

/**
 * Answers the function's requests:
 * - Stripe's events, by their `Stripe-Signature`: 200 once the payment is kept or told
 * - `Authorization: Bearer <MEDUSA_ORDERS_TOKEN>`: sends again what waits, for the scheduler
 */
export async function answerRequest(
  request: Request,
  environment: Environment,
  openReporter: () => Reporter
): Promise<Response> {
  if (request.method !== "POST") {
    return say(405, { error: "Only POST is answered" })
  }
  try {
    const signature = request.headers.get("stripe-signature")
    return signature === null
      ? await answerScheduler(request, environment, openReporter)
      : await answerStripe(request, signature, environment, openReporter)
  } catch (error) {
    console.error(
      JSON.stringify({ event: "medusa_orders_failed", error: String(error) })
    )
    // Stripe sends its event again, and the scheduler comes back.
    return say(500, { error: "It could not be done; see the function's log" })
  }
}

async function answerStripe(
  request: Request,
  signature: string,
  environment: Environment,
  openReporter: () => Reporter
): Promise<Response> {
  const secret = environment("STRIPE_WEBHOOK_SECRET")
  const body = await request.text()
  const reporter = openReporter()
  if (
    !secret ||
    !(await isFromStripe(signature, body, secret, reporter.world.now()))
  ) {
    return say(400, { error: "The signature is not Stripe's" })
  }
  const session = paidSessionOf(JSON.parse(body))
  if (!session) {
    return say(200, { outcome: "ignored" })
  }
  const { outcome } = await reportPayment(reporter, session)
  return say(200, { outcome })
}

async function answerScheduler(
  request: Request,
  environment: Environment,
  openReporter: () => Reporter
): Promise<Response> {
  const token = environment("MEDUSA_ORDERS_TOKEN")
  const given = request.headers.get("authorization") ?? ""
  return token && (await isSame(given, `Bearer ${token}`))
    ? say(200, await sendAgain(openReporter()))
    : say(401, { error: "MEDUSA_ORDERS_TOKEN is wanted as Bearer" })
}

function say(status: number, body: object): Response {
  return Response.json(body, { status })
}

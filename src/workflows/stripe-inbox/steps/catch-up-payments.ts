import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { summarizeFailure } from "../../../lib/errors"
import { STRIPE_INBOX_MODULE } from "../../../modules/stripe-inbox"
import type { CatchUp } from "../../../modules/stripe-inbox/client/catch-up"
import type { StripeInboxModuleService } from "../../../modules/stripe-inbox/service"
import { importStorefrontPaymentWorkflow } from "../../storefront-orders/workflows/import-storefront-payment"
import { planPaymentSpan, sessionsOfPayments } from "../domain/catch-up-spans"
import { paidPayments } from "../domain/paid-payments"
import {
  type CatchUpOutcome,
  type FailedPayment,
  failureOfPayments,
} from "../domain/sum-up-catch-up"
import { findMissingPayments } from "../queries/find-missing-payments"
import type { CatchUpStart } from "./begin-catch-up"

export const catchUpPaymentsStepId = "catch-up-payments"

/**
 * Imports the payments of the last days that are no order, because Stripe never made an event of
 * them. Every order here comes from a Checkout Session, so those are listed, with their
 * PaymentIntents: only what is missing costs more calls. Nothing is undone: the customer has paid.
 */
export const catchUpPaymentsStep = createStep(
  catchUpPaymentsStepId,
  async ({ since }: CatchUpStart, { container }) => {
    const { catchUp } =
      container.resolve<StripeInboxModuleService>(STRIPE_INBOX_MODULE)
    return new StepResponse<CatchUpOutcome>(
      catchUp
        ? await importMissing(container, catchUp, new Date(since))
        : { found: 0, failure: null }
    )
  }
)

async function importMissing(
  container: MedusaContainer,
  catchUp: CatchUp,
  since: Date
): Promise<CatchUpOutcome> {
  const span = planPaymentSpan({
    days: catchUp.options.days,
    since,
    now: new Date(),
  })
  const failed: FailedPayment[] = []
  let found = 0
  try {
    for await (const sessions of catchUp.completeSessionPages(
      sessionsOfPayments(span)
    )) {
      const missing = await findMissingPayments(
        container,
        catchUp,
        paidPayments(sessions, span)
      )
      for (const payment of missing) {
        if (catchUp.stopped) {
          return { found, failure: null }
        }
        const imported = await importPayment(container, payment, failed)
        found += imported
        await catchUp.note({ paymentsFound: imported })
      }
      await catchUp.note({})
    }
    return { found, failure: failureOfPayments(failed) }
  } catch (error) {
    return { found, failure: summarizeFailure(error) }
  }
}

/** One that fails must not hold up the others. @returns how many orders there are more, 0 or 1. */
async function importPayment(
  container: MedusaContainer,
  payment: string,
  failed: FailedPayment[]
): Promise<number> {
  try {
    const { result } = await importStorefrontPaymentWorkflow(container).run({
      input: { payment, source: "backfill" },
    })
    return result.kind === "imported" ? 1 : 0
  } catch (error) {
    const failure = summarizeFailure(error)
    failed.push({ payment, failure })
    container
      .resolve(ContainerRegistrationKeys.LOGGER)
      .error(
        `stripe inbox: catching up: payment=${payment} failed code=${failure.code}: ${failure.message}`
      )
    return 0
  }
}

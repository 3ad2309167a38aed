import type { MedusaContainer } from "@medusajs/framework/types"
import { passingError, summarizeFailure } from "../../../lib/errors"
import { isMissingAtStripe } from "../../../lib/stripe"
import { within } from "../../../lib/within"
import { STRIPE_INBOX_MODULE } from "../../../modules/stripe-inbox"
import type { StripeInboxModuleService } from "../../../modules/stripe-inbox/service"
import {
  type ClaimedPayment,
  type FoundPayment,
  type JudgedCall,
  judgeCall,
} from "../domain/judge-call"

/** Whoever calls waits; what takes longer is out, as far as they are concerned. */
const PATIENCE_MS = 8_000

/** Asks Stripe about a payment that a call claims; that it cannot be asked is an answer too. */
export async function judgeByStripe(
  container: MedusaContainer,
  claimed: ClaimedPayment
): Promise<JudgedCall> {
  const inbox = container.resolve<StripeInboxModuleService>(STRIPE_INBOX_MODULE)
  try {
    const asked = findPayment(inbox, claimed.payment)
    const found = await within(PATIENCE_MS, asked, () => {
      throw passingError(
        "stripe_too_slow",
        `Stripe did not answer within ${PATIENCE_MS / 1_000} s`
      )
    })
    return judgeCall(claimed, found)
  } catch (error) {
    const { code, message } = summarizeFailure(error)
    return {
      kind: "refused",
      refusal: {
        type: "upstream_unavailable",
        code,
        message: `The payment could not be checked, and nothing was done; call again later. ${message}`,
      },
    }
  }
}

async function findPayment(
  inbox: StripeInboxModuleService,
  payment: string
): Promise<FoundPayment> {
  try {
    const session = (await inbox.fetchPayment(payment))?.session ?? null
    const mayHaveIntent = !session && payment.startsWith("pi_")
    const intent = mayHaveIntent ? await inbox.reader.intentOf(payment) : null
    return { session, intent }
  } catch (error) {
    if (isMissingAtStripe(error)) {
      return { session: null, intent: null }
    }
    throw error
  }
}

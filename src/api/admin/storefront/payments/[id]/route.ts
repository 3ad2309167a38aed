import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { STOREFRONT_ORDERS_MODULE } from "../../../../../modules/storefront-orders"
import type { StorefrontOrdersModuleService } from "../../../../../modules/storefront-orders/service"
import { STRIPE_INBOX_MODULE } from "../../../../../modules/stripe-inbox"
import type { StripeInboxModuleService } from "../../../../../modules/stripe-inbox/service"
import type {
  StorefrontEventResponse,
  StorefrontPaymentDetailResponse,
} from "../../../../../types/storefront-payments"
import { filterOfPayment } from "../../filter-of-payment"
import { presentDisputes } from "../present-dispute"
import { presentPayment } from "../present-payment"

/** One payment by its id in the ledger, its PaymentIntent or its Checkout Session, with its events. */
export const GET = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<StorefrontPaymentDetailResponse>
): Promise<void> => {
  const ledger = req.scope.resolve<StorefrontOrdersModuleService>(
    STOREFRONT_ORDERS_MODULE
  )
  const id = req.params.id ?? ""
  const [row] = await ledger.listStorefrontPayments(filterOfPayment(id), {
    relations: ["issues", "disputes"],
    take: 1,
  })
  if (!row) {
    throw new MedusaError(
      MedusaError.Types.NOT_FOUND,
      `No payment is known as ${id}; it appears once the first of its events was worked off`
    )
  }
  const events = await readEvents(req, row.payment)
  const disputes = presentDisputes(row.disputes)
  res.json({ payment: { ...presentPayment(row), events, disputes } })
}

async function readEvents(
  req: AuthenticatedMedusaRequest,
  payment: string
): Promise<StorefrontEventResponse[]> {
  const inbox = req.scope.resolve<StripeInboxModuleService>(STRIPE_INBOX_MODULE)
  const events = await inbox.listStripeEvents(
    { payment },
    {
      select: [
        "id",
        "type",
        "state",
        "received_at",
        "finished_at",
        "outcome_code",
      ],
      order: { received_at: "ASC" },
      take: null,
    }
  )
  return events.map((event) => ({
    id: event.id,
    type: event.type,
    state: event.state,
    received_at: new Date(event.received_at).toISOString(),
    finished_at: event.finished_at
      ? new Date(event.finished_at).toISOString()
      : null,
    outcome_code: event.outcome_code,
  }))
}

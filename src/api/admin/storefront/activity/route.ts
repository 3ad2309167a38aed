import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import type { StorefrontActivityListResponse } from "../../../../types/storefront-activity"
import { filterOfPayment } from "../filter-of-payment"
import { ledgerOf } from "../ledger-of-request"
import type { ListActivityParams } from "./validators"

/** What was done, when and by whom, newest first. */
export const GET = async (
  req: AuthenticatedMedusaRequest<unknown, ListActivityParams>,
  res: MedusaResponse<StorefrontActivityListResponse>
): Promise<void> => {
  const { offset, limit, ...params } = req.validatedQuery
  const ledger = ledgerOf(req)
  const payments = params.payment
    ? await ledger.listStorefrontPayments(filterOfPayment(params.payment), {
        select: ["id"],
        take: 1,
      })
    : null
  const [entries, count] = await ledger.listAndCountStorefrontActivities(
    filterOf(params, payments?.map(({ id }) => id) ?? null),
    { order: { created_at: "DESC", id: "DESC" }, skip: offset, take: limit }
  )
  const activity = entries.map((entry) => ({
    id: entry.id,
    kind: entry.kind,
    actor: { type: entry.actor_type, id: entry.actor_id },
    message: entry.message,
    details: entry.details,
    payment_id: entry.payment_id,
    issue_id: entry.issue_id,
    order_id: entry.order_id,
    created_at: new Date(entry.created_at).toISOString(),
  }))
  res.json({ activity, count, offset, limit })
}

function filterOf(
  {
    order_id,
    kind,
    actor,
    since,
    until,
  }: Omit<ListActivityParams, "offset" | "limit">,
  paymentIds: string[] | null
) {
  const byWhom =
    actor === "system" ? { actor_type: actor } : { actor_id: actor }
  return {
    ...(paymentIds ? { payment_id: paymentIds } : {}),
    ...(order_id ? { order_id } : {}),
    ...(kind ? { kind } : {}),
    ...(actor ? byWhom : {}),
    ...(since || until
      ? {
          created_at: {
            ...(since ? { $gte: since } : {}),
            ...(until ? { $lt: until } : {}),
          },
        }
      : {}),
  }
}

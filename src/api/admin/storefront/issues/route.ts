import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import type { StorefrontQuestionListResponse } from "../../../../types/storefront-issues"
import { filterOfPayment } from "../filter-of-payment"
import { ledgerOf } from "../ledger-of-request"
import { presentIssue } from "./present-issue"
import type { ListIssuesParams } from "./validators"

/** The questions that staff have to answer, newest first. */
export const GET = async (
  req: AuthenticatedMedusaRequest<unknown, ListIssuesParams>,
  res: MedusaResponse<StorefrontQuestionListResponse>
): Promise<void> => {
  const { order, offset, limit, ...params } = req.validatedQuery
  const direction = order === "created_at" ? "ASC" : "DESC"
  const [issues, count] = await ledgerOf(req).listAndCountStorefrontIssues(
    filterOf(params),
    {
      relations: ["payment"],
      order: { created_at: direction, id: direction },
      skip: offset,
      take: limit,
    }
  )
  res.json({ issues: issues.map(presentIssue), count, offset, limit })
}

function filterOf({
  state,
  kind,
  payment,
  order_id,
  item_key,
}: Omit<ListIssuesParams, "order" | "offset" | "limit">) {
  const ofPayment = {
    ...(payment ? filterOfPayment(payment) : {}),
    ...(order_id ? { order_id } : {}),
  }
  return {
    ...(state === "open" ? { answered_at: null } : {}),
    ...(state === "answered" ? { answered_at: { $ne: null } } : {}),
    ...(kind ? { kind } : {}),
    ...(item_key ? { item_key } : {}),
    ...(payment || order_id ? { payment: ofPayment } : {}),
  }
}

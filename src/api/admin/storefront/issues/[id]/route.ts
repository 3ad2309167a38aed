import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import { answersOf } from "../../../../../modules/storefront-orders/domain/staff-answer"
import type { StorefrontQuestionDetailResponse } from "../../../../../types/storefront-issues"
import { readQuestionChoices } from "../../../../../workflows/storefront-orders/queries/read-question-choices"
import { ledgerOf } from "../../ledger-of-request"
import { issueOf } from "../issue-of-request"
import { presentIssue } from "../present-issue"

/** One question with everything needed to answer it. */
export const GET = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<StorefrontQuestionDetailResponse>
): Promise<void> => {
  const issue = await issueOf(req)
  const [choices, same] = await Promise.all([
    readQuestionChoices(req.scope, {
      kind: issue.kind,
      details: issue.details,
      currencyCode: issue.payment.currency_code,
    }),
    ledgerOf(req).answers.same(issue.id, 1),
  ])
  res.json({
    issue: {
      ...presentIssue(issue),
      answers: answersOf(issue.kind),
      candidates: choices.candidates.map(({ variant, rememberable }) => ({
        variant_id: variant.id,
        sku: variant.sku,
        title: variant.title,
        product_title: variant.product.title,
        rememberable,
      })),
      regions: choices.regions.map(({ id, countryCodes }) => ({
        id,
        country_codes: [...countryCodes],
      })),
      same_item_count: same.count,
      can_remember: issue.item_key !== null,
    },
  })
}

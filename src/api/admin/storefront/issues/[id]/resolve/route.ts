import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import type { StorefrontResolveResponse } from "../../../../../../types/storefront-issues"
import { answerQuestionWorkflow } from "../../../../../../workflows/storefront-orders/workflows/answer-question"
import { type Refusal, refuse } from "../../../../../refuse"
import { actorOf } from "../../../ledger-of-request"
import { answerOfBody } from "../../answer-of-body"
import { issueIdOf, issueOf } from "../../issue-of-request"
import { presentResolved, refusalOfResult } from "../../present-resolved"
import type { ResolveIssueBody } from "../../validators"

/** Answers a question. The first answer counts; a second call with the same one changes nothing. */
export const POST = async (
  req: AuthenticatedMedusaRequest<ResolveIssueBody>,
  res: MedusaResponse<StorefrontResolveResponse | Refusal>
): Promise<void> => {
  const { result: answered } = await answerQuestionWorkflow(req.scope).run({
    input: {
      issueId: issueIdOf(req),
      answer: answerOfBody(req.validatedBody),
      actor: actorOf(req),
    },
  })
  const refusal = refusalOfResult(answered.result)
  if (refusal) {
    refuse(res, refusal)
    return
  }
  res.json(presentResolved(await issueOf(req), answered))
}

import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { runWorkflow } from "../../../lib/run-workflow"
import type { StorefrontCallResponse } from "../../../types/storefront-calls"
import type { AnsweredCall } from "../../../workflows/storefront-orders/steps/answer-storefront-call"
import { takeStorefrontCallWorkflowId } from "../../../workflows/storefront-orders/workflows/take-storefront-call"
import { RETRY_AFTER_SECONDS, type Refusal, refuse } from "../../refuse"
import { callOfRequest } from "./call-of-request"
import type { StorefrontOrderBody } from "./validators"

/** Of POST alone: Medusa's own GET has a file of its own. The middleware does it here. */
export const AUTHENTICATE = false

/** The storefront tells of a payment: answered with its order, made by now or before. */
export const POST = async (
  req: AuthenticatedMedusaRequest<StorefrontOrderBody>,
  res: MedusaResponse<StorefrontCallResponse | Refusal>
): Promise<void> => {
  const startedAt = Date.now()
  const call = callOfRequest(req)
  const answered = await runWorkflow<AnsweredCall>(
    req.scope.resolve(Modules.WORKFLOW_ENGINE),
    takeStorefrontCallWorkflowId,
    call
  )
  const log = (fields: string) => {
    req.scope
      .resolve(ContainerRegistrationKeys.LOGGER)
      .info(
        `storefront call: payment=${call.claimed.payment} ${fields} duration_ms=${Date.now() - startedAt}`
      )
  }
  if (answered.kind === "refused") {
    log(`refused code=${answered.refusal.code}`)
    if (answered.refusal.type !== "conflict") {
      res.set("Retry-After", String(RETRY_AFTER_SECONDS))
    }
    refuse(res, answered.refusal)
    return
  }
  const { answer, payment, replayed } = answered
  log(`status=${answer.status} replayed=${replayed}`)
  if (replayed) {
    res.set("Idempotency-Replayed", "true")
  }
  if (answer.status === 202) {
    res.set("Location", `/admin/orders/storefront/${payment}`)
  }
  res.status(answer.status).json(answer.body)
}

import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import type {
  StorefrontReconcileListResponse,
  StorefrontReconcileResponse,
} from "../../../../../types/storefront-reconcile"
import { requestReconcileWorkflow } from "../../../../../workflows/stock-mirror/workflows/request-reconcile"
import { type Refusal, refuse } from "../../../../refuse"
import { presentRun } from "./present-run"
import { syncOf } from "./run-of-request"
import type { ListReconcileParams, RequestReconcileBody } from "./validators"

const NAMES_SHOWN = 20

/** The runs that compared the legacy store with Medusa, newest first. */
export const GET = async (
  req: AuthenticatedMedusaRequest<unknown, ListReconcileParams>,
  res: MedusaResponse<StorefrontReconcileListResponse>
): Promise<void> => {
  const { offset, limit } = req.validatedQuery
  const { runs, count } = await syncOf(req).reconciler.list({ offset, limit })
  res.json({ runs: runs.map(presentRun), count, offset, limit })
}

/** Has both sides compared, in the background: all of it, what changed lately, or some items. */
export const POST = async (
  req: AuthenticatedMedusaRequest<RequestReconcileBody>,
  res: MedusaResponse<StorefrontReconcileResponse | Refusal>
): Promise<void> => {
  if (!syncOf(req).isConfigured) {
    refuse(res, {
      type: "unavailable",
      code: "legacy_store_not_configured",
      message: "There is no legacy store to compare with: set SUPABASE_DB_URL",
    })
    return
  }
  const { result } = await requestReconcileWorkflow(req.scope).run({
    input: inputOf(req.validatedBody, req.auth_context.actor_id),
  })
  if ("not_found" in result) {
    refuse(res, {
      type: "not_found",
      code: "items_not_found",
      message: `Nothing is known as ${result.not_found.slice(0, NAMES_SHOWN).join(", ")}; nothing was compared`,
    })
    return
  }
  res
    .status(202)
    .location(`/admin/storefront/stock/reconcile/${result.run.id}`)
    .json({ run: presentRun(result.run) })
}

function inputOf(
  { kind, repairs, variant_ids, product_ids, skus }: RequestReconcileBody,
  requested_by: string
) {
  const isChosen = (variant_ids ?? product_ids ?? skus) !== undefined
  return {
    kind: isChosen ? null : (kind ?? "full"),
    repairs,
    items: {
      variantIds: variant_ids ?? [],
      productIds: product_ids ?? [],
      skus: skus ?? [],
    },
    requested_by,
  }
}

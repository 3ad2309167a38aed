import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import type { StorefrontReconcileResponse } from "../../../../../../types/storefront-reconcile"
import { presentRun } from "../present-run"
import { runOf } from "../run-of-request"

/** How far a run has come. */
export const GET = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<StorefrontReconcileResponse>
): Promise<void> => {
  res.json({ run: presentRun(await runOf(req)) })
}

import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import type { StorefrontReconcileStopResponse } from "../../../../../../../types/storefront-reconcile"
import { stopReconcileWorkflow } from "../../../../../../../workflows/stock-mirror/workflows/stop-reconcile"
import { presentRun } from "../../present-run"
import { runOf } from "../../run-of-request"

/** Stops a run after the page that it is at; what it found is kept. A second call changes nothing. */
export const POST = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<StorefrontReconcileStopResponse>
): Promise<void> => {
  const { id } = await runOf(req)
  const { result: wasUnderWay } = await stopReconcileWorkflow(req.scope).run({
    input: { run_id: id },
  })
  res.json({
    run: presentRun(await runOf(req)),
    message: wasUnderWay
      ? "It stops after the page that it is at"
      : "It had ended already; nothing was changed",
  })
}

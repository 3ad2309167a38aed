import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import {
  ContainerRegistrationKeys,
  MedusaError,
  Modules,
} from "@medusajs/framework/utils"
import { permanentError } from "../../../../../../../lib/errors"
import { runWorkflow } from "../../../../../../../lib/run-workflow"
import type { StorefrontDriftResolveResponse } from "../../../../../../../types/storefront-reconcile"
import type { TakenEdit } from "../../../../../../../workflows/stock-mirror/domain/legacy-edit"
import {
  type ListedDrift,
  readDrift,
} from "../../../../../../../workflows/stock-mirror/queries/list-drift"
import { adoptDriftedWorkflowId } from "../../../../../../../workflows/stock-mirror/workflows/adopt-drifted"
import { pushDriftedWorkflowId } from "../../../../../../../workflows/stock-mirror/workflows/push-drifted"
import { refusalOfWork } from "../../../../../../refusal-of-work"
import { type Refusal, refuse } from "../../../../../../refuse"
import { LEDGER_ID } from "../../../../validators"
import { syncOf } from "../../../reconcile/run-of-request"
import { presentDrift } from "../../present-drift"
import type { ResolveDriftBody } from "../../validators"

/** Settles a difference with the number that staff say is right. */
export const POST = async (
  req: AuthenticatedMedusaRequest<ResolveDriftBody>,
  res: MedusaResponse<StorefrontDriftResolveResponse | Refusal>
): Promise<void> => {
  const drift = await driftOf(req)
  const inTheWay = inTheWayOf(drift)
  if (inTheWay) {
    refuse(res, inTheWay)
    return
  }
  try {
    const message = await settle(req, drift)
    const { editPolicy } = syncOf(req)
    res.json({ drift: presentDrift(await driftOf(req), editPolicy), message })
  } catch (error) {
    const refusal = refusalOfWork(error)
    if (!refusal) {
      throw error
    }
    refuse(res, refusal)
  }
}

/** @returns what came of it, in words. @throws WorkError where it cannot be done. */
async function settle(
  req: AuthenticatedMedusaRequest<ResolveDriftBody>,
  drift: ListedDrift
): Promise<string> {
  const engine = req.scope.resolve(Modules.WORKFLOW_ENGINE)
  const { item_id, kind, legacy_version, legacy_quantity } = drift
  if (req.validatedBody.use === "medusa") {
    await runWorkflow(engine, pushDriftedWorkflowId, {
      item_id,
      kind,
      legacy_version,
    })
    return "Medusa's number is pushed as soon as a worker is free"
  }
  const taken = await runWorkflow<TakenEdit>(engine, adoptDriftedWorkflowId, {
    item_id,
    kind,
    legacy_quantity,
  })
  if (["conflict", "not_found", "failed"].includes(taken.outcome)) {
    throw permanentError("legacy_number_not_taken", taken.message)
  }
  return taken.message
}

function inTheWayOf({ resolved_at, cause }: ListedDrift): Refusal | null {
  if (resolved_at !== null) {
    return {
      type: "conflict",
      code: "drift_resolved",
      message: "It is settled already; nothing was changed",
    }
  }
  return cause === "not_linked"
    ? {
        type: "conflict",
        code: "not_linked",
        message:
          "No row of the legacy store carries its id, so there is no number to settle; link it first",
      }
    : null
}

/** The difference in the address. @throws MedusaError 404 where it is not there. */
async function driftOf(req: AuthenticatedMedusaRequest): Promise<ListedDrift> {
  const id = LEDGER_ID.safeParse(req.params.id)
  const knex = req.scope.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const drift = id.success ? await readDrift(knex, id.data) : undefined
  if (!drift) {
    throw new MedusaError(
      MedusaError.Types.NOT_FOUND,
      `No difference is known as ${id.success ? id.data : "this id"}; look for it at /admin/storefront/stock/drift`
    )
  }
  return drift
}

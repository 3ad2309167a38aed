import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import {
  type WorkError,
  outageError,
  passingError,
  summarizeFailure,
} from "../../../lib/errors"
import { SUPABASE_SYNC_MODULE } from "../../../modules/supabase-sync"
import { STOCK_CHANGE_CHANNEL } from "../../../modules/supabase-sync/client/push-workers"
import type { SupabaseSyncModuleService } from "../../../modules/supabase-sync/service"
import type {
  EditPolicy,
  LegacyEditSource,
} from "../../../modules/supabase-sync/types"
import { lockLevels } from "../../storefront-orders/queries/reservations"
import type { LegacyEditReport, TakenEdit } from "../domain/legacy-edit"
import { planLegacyEdits } from "../domain/plan-legacy-edits"
import { takeInParts } from "../domain/take-in-parts"
import { addToLevels, askForPush } from "../queries/apply-edits"
import {
  type EditedThings,
  findEditedThings,
} from "../queries/find-edited-things"
import { keepEdits } from "../queries/kept-edits"
import { readEditFacts } from "../queries/read-edit-facts"

export type TakeLegacyEditsStepInput = {
  source: LegacyEditSource
  edits: readonly LegacyEditReport[]
}

const LOCK_TIMEOUT_SECONDS = 30

export const takeLegacyEditsStepId = "take-legacy-edits-step"

/**
 * Judges reports of numbers that were changed in the legacy store, and does what comes of them: all in
 * one transaction, under the locks of the levels concerned. So each edit counts once, whatever dies
 * when. Nothing is undone: the transaction is the last thing that can fail. Where the database refuses
 * one of them, the others are taken without it, in several transactions.
 *
 * @returns what came of each report, in their order.
 * @throws WorkError when nothing was taken, as far as can be told: sent again, nothing counts twice.
 */
export const takeLegacyEditsStep = createStep(
  takeLegacyEditsStepId,
  async ({ source, edits }: TakeLegacyEditsStepInput, { container }) => {
    const report = (what: string, error: unknown): void => {
      const { code, message } = summarizeFailure(error)
      container
        .resolve(ContainerRegistrationKeys.LOGGER)
        .warn(`${what} edits=${edits.length} code=${code}: ${message}`)
    }
    const taken = await takeLegacyEdits(container, source, edits, (error) => {
      report("legacy edit refused by the database", error)
    }).catch((error: unknown) => {
      report("legacy edits not taken", error)
      throw nothingTaken(error)
    })
    return new StepResponse<TakenEdit[]>(taken)
  }
)

async function takeLegacyEdits(
  container: MedusaContainer,
  source: LegacyEditSource,
  edits: readonly LegacyEditReport[],
  onRefused: (error: unknown) => void
): Promise<TakenEdit[]> {
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const { editPolicy } =
    container.resolve<SupabaseSyncModuleService>(SUPABASE_SYNC_MODULE)
  const things = await findEditedThings(
    knex,
    edits.map(({ subject }) => subject),
    source
  )
  const take = () =>
    takeInParts(
      edits,
      (part) =>
        knex.transaction((tx) =>
          takeEdits(tx, things, part, source, editPolicy)
        ),
      onRefused
    )
  const items = itemsOf(things)
  // Medusa reads a level and then writes it, under this lock: without it one that is at it in this
  // process would write over the sum counted here.
  return items.length > 0
    ? container
        .resolve(Modules.LOCKING)
        .execute(items, take, { timeout: LOCK_TIMEOUT_SECONDS })
    : take()
}

async function takeEdits(
  transaction: Knex,
  things: EditedThings,
  edits: readonly LegacyEditReport[],
  source: LegacyEditSource,
  policy: EditPolicy
): Promise<TakenEdit[]> {
  await lockLevels(transaction, itemsOf(things))
  const facts = await readEditFacts(transaction, things, edits, source)
  const plan = planLegacyEdits(edits, facts, source, policy)
  const kept = await keepEdits(transaction, plan.keep)
  const lost = plan.keep.find(
    ({ id, outcome }) => outcome === "adjusted" && !kept.has(id)
  )
  if (lost) {
    throw passingError(
      "legacy_edit_met_another",
      "Another report with this edit_id came at the same moment; send it again"
    )
  }
  await addToLevels(transaction, plan.levels)
  await askForPush(transaction, plan.push, STOCK_CHANGE_CHANNEL)
  return plan.taken
}

/** That the answer to a commit was lost cannot be told from none: to send it again is safe for both. */
function nothingTaken(error: unknown): WorkError {
  const isOut = summarizeFailure(error).retry === "outage"
  return (isOut ? outageError : passingError)(
    "legacy_edits_not_taken",
    "Medusa could not take this now. Send the same again: what was counted does not count twice",
    error
  )
}

/** Sorted, so that two requests never wait for each other in a circle. */
function itemsOf({ variants }: EditedThings): string[] {
  const items = variants.flatMap(({ parts }) =>
    parts.map(({ inventoryItemId }) => inventoryItemId)
  )
  return [...new Set(items)].sort()
}

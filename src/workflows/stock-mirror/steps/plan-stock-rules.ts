import {
  ContainerRegistrationKeys,
  MedusaError,
} from "@medusajs/framework/utils"
import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { type AskedStockRule, planStockRules } from "../domain/plan-stock-rules"
import { findKnownItems } from "../queries/find-known-items"

export type PlanStockRulesStepInput = {
  rules: readonly AskedStockRule[]
  /** Who asks: a user's or a secret key's id. */
  updated_by: string | null
}

export const planStockRulesStepId = "plan-stock-rules"

/** So many faults are named; more would only hide the first. */
const FAULTS_NAMED = 20

/** @throws MedusaError naming the path of each rule that is about nothing Medusa has. */
export const planStockRulesStep = createStep(
  planStockRulesStepId,
  async ({ rules, updated_by }: PlanStockRulesStepInput, { container }) => {
    const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
    const planned = planStockRules(
      rules,
      await findKnownItems(knex, rules),
      updated_by
    )
    if ("faults" in planned) {
      throw new MedusaError(
        MedusaError.Types.INVALID_DATA,
        planned.faults.slice(0, FAULTS_NAMED).join("; ")
      )
    }
    return new StepResponse(planned.rules)
  }
)

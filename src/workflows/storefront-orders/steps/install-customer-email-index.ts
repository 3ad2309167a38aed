import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { FOLDED_EMAIL } from "../queries/find-customer-by-email"

const INDEX = `
  CREATE INDEX IF NOT EXISTS "IDX_customer_email_folded"
  ON customer ((${FOLDED_EMAIL})) WHERE deleted_at IS NULL`

export const installCustomerEmailIndexStepId =
  "install-customer-email-index-step"

/**
 * Lets a customer be found by a folded e-mail address without reading them all: Medusa's own index
 * is on the address as written. Not undone: installing again is harmless.
 */
export const installCustomerEmailIndexStep = createStep(
  installCustomerEmailIndexStepId,
  async (_: undefined, { container }) => {
    await container.resolve(ContainerRegistrationKeys.PG_CONNECTION).raw(INDEX)
    return new StepResponse(undefined)
  }
)

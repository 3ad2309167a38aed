import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"

const GUARD = `
  CREATE UNIQUE INDEX IF NOT EXISTS "IDX_order_cart_once"
  ON order_cart (cart_id) WHERE deleted_at IS NULL`

export const installCartGuardStepId = "install-cart-guard-step"

/**
 * One order for each cart, kept by the database. Medusa's own lock on a cart holds within one
 * process unless there is Redis, and the customer's completion and Stripe's event may be in two.
 * Whoever is second fails before it touches the payment, and finds the order when it looks again.
 * Not undone: installing again is harmless.
 */
export const installCartGuardStep = createStep(
  installCartGuardStepId,
  async (_: undefined, { container }) => {
    await container.resolve(ContainerRegistrationKeys.PG_CONNECTION).raw(GUARD)
    return new StepResponse(undefined)
  }
)

import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"

const GUARDS = [
  `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_refund_stripe_once"
   ON refund ((metadata ->> 'stripe_refund_id'))
   WHERE deleted_at IS NULL AND metadata ->> 'stripe_refund_id' IS NOT NULL`,
  `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_order_transaction_refund_once"
   ON order_transaction (reference_id)
   WHERE deleted_at IS NULL AND reference = 'refund' AND reference_id LIKE 'ref\\_%'`,
  // An order's credit lines are written anew with each of its versions.
  `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_order_credit_line_refund_once"
   ON order_credit_line (order_id, version, reference_id, reference)
   WHERE deleted_at IS NULL AND reference_id LIKE 'ref\\_%'`,
  // For who looks for refunds that were left unfinished.
  `CREATE INDEX IF NOT EXISTS "IDX_refund_unsettled"
   ON refund (created_at)
   WHERE deleted_at IS NULL AND metadata ->> 'settled_at' IS NULL`,
]

export const installRefundGuardStepId = "install-refund-guard-step"

/**
 * One Refund for each of Stripe's, and one transaction and one credit line for each Refund, kept by
 * the database: whoever believes to be alone with a payment's refunds may have lost the lock. Not
 * undone: installing again is harmless.
 */
export const installRefundGuardStep = createStep(
  installRefundGuardStepId,
  async (_: undefined, { container }) => {
    const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
    for (const guard of GUARDS) {
      await knex.raw(guard)
    }
    return new StepResponse(undefined)
  }
)

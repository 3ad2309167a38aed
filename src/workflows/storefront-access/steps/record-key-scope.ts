import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import type { KeyScope } from "../../../modules/storefront-access/types"
import { STOREFRONT_ORDERS_MODULE } from "../../../modules/storefront-orders"
import type { StorefrontOrdersModuleService } from "../../../modules/storefront-orders/service"
import type { SetKeyScopeStepInput } from "./set-key-scope"

export type RecordKeyScopeStepInput = {
  set: SetKeyScopeStepInput
  before: KeyScope
}

const SAID: Record<KeyScope, string> = {
  staff: "all admin routes",
  storefront: "only what the storefront calls",
}

export const recordKeyScopeStepId = "record-key-scope"

/** Notes in the log who changed what a key may call. The last step, so that it is never undone. */
export const recordKeyScopeStep = createStep(
  recordKeyScopeStepId,
  async ({ set, before }: RecordKeyScopeStepInput, { container }) => {
    const { keyId, redacted, scope, actor } = set
    if (scope !== before) {
      await container
        .resolve<StorefrontOrdersModuleService>(STOREFRONT_ORDERS_MODULE)
        .recordActivity([
          {
            kind: "key_scope_changed",
            actor,
            message: `The secret key ${redacted} may now call ${SAID[scope]}`,
            details: { api_key_id: keyId, scope, before },
          },
        ])
    }
    return new StepResponse(undefined)
  }
)

import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { STOREFRONT_ACCESS_MODULE } from "../../../modules/storefront-access"
import type { StorefrontAccessModuleService } from "../../../modules/storefront-access/service"
import type { KeyScope } from "../../../modules/storefront-access/types"
import type { Actor } from "../../../modules/storefront-orders/types"

export type SetKeyScopeStepInput = {
  keyId: string
  /** The key as it may be shown. */
  redacted: string
  scope: KeyScope
  actor: Actor
}

export const setKeyScopeStepId = "set-key-scope-step"

/**
 * Sets what a secret key may call. Undone by setting what it was before.
 *
 * @returns what it was before.
 */
export const setKeyScopeStep = createStep(
  setKeyScopeStepId,
  async ({ keyId, scope, actor }: SetKeyScopeStepInput, { container }) => {
    const { scopes } = container.resolve<StorefrontAccessModuleService>(
      STOREFRONT_ACCESS_MODULE
    )
    const before = await scopes.set(keyId, scope, actor.id)
    return new StepResponse(before, { keyId, before, by: actor.id })
  },
  async (done, { container }) => {
    if (done) {
      await container
        .resolve<StorefrontAccessModuleService>(STOREFRONT_ACCESS_MODULE)
        .scopes.set(done.keyId, done.before, done.by)
    }
  }
)

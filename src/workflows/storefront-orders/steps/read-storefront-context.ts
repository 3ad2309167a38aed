import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { readStorefrontContext } from "../queries/read-storefront-context"

export const readStorefrontContextStepId = "read-storefront-context"

/** Reads where the storefront sells: sales channel, stock locations, regions, shipping options. */
export const readStorefrontContextStep = createStep(
  readStorefrontContextStepId,
  async (_: undefined, { container }) => {
    const query = container.resolve(ContainerRegistrationKeys.QUERY)
    return new StepResponse(await readStorefrontContext(query))
  }
)

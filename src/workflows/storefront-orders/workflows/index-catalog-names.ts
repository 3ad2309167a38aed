import {
  WorkflowResponse,
  createWorkflow,
} from "@medusajs/framework/workflows-sdk"
import { indexCatalogNamesStep } from "../steps/index-catalog-names"

export const indexCatalogNamesWorkflowId = "index-catalog-names"

/** Indexes what the storefront calls a product by. May be run again. */
export const indexCatalogNamesWorkflow = createWorkflow(
  indexCatalogNamesWorkflowId,
  () => {
    return new WorkflowResponse(indexCatalogNamesStep())
  }
)

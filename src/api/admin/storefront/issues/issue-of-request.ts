import type { MedusaRequest } from "@medusajs/framework/http"
import type { InferTypeOf } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import type { StorefrontIssue } from "../../../../modules/storefront-orders/models/storefront-issue"
import { ledgerOf } from "../ledger-of-request"
import { LEDGER_ID } from "../validators"

export type IssueRow = InferTypeOf<typeof StorefrontIssue>

/** The id in the address. @throws MedusaError 404 for what can be no id; the database is not asked. */
export function issueIdOf(req: MedusaRequest): string {
  const id = LEDGER_ID.safeParse(req.params.id)
  if (!id.success) {
    throw noSuchIssue("this id")
  }
  return id.data
}

/** The question in the address. @throws MedusaError 404 where it is not there. */
export async function issueOf(req: MedusaRequest): Promise<IssueRow> {
  const id = issueIdOf(req)
  const [issue] = await ledgerOf(req).listStorefrontIssues(
    { id },
    { relations: ["payment"], take: 1 }
  )
  if (!issue) {
    throw noSuchIssue(id)
  }
  return issue
}

function noSuchIssue(id: string): MedusaError {
  return new MedusaError(
    MedusaError.Types.NOT_FOUND,
    `No question is known as ${id}; look for it at /admin/storefront/issues`
  )
}

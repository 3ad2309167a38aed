import type {
  MedusaNextFunction,
  MedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import type { z } from "@medusajs/framework/zod"
import { RequestRefusedError } from "./refusal-of-request"

const ISSUES_SHOWN = 3

/**
 * Checks a body that may be one thing or a list of them, and refuses it with the path of each wrong
 * field: `[3].quantity: …`. Medusa's own check leaves paths out of most messages.
 */
export function validateOneOrMany(one: z.ZodType, many: z.ZodType) {
  return (req: MedusaRequest, _: MedusaResponse, next: MedusaNextFunction) => {
    const schema = Array.isArray(req.body) ? many : one
    const { success, data, error } = schema.safeParse(req.body)
    if (success) {
      req.validatedBody = data
      next()
      return
    }
    next(
      new RequestRefusedError({
        status: 400,
        code: "invalid_data",
        message: error.issues.slice(0, ISSUES_SHOWN).map(sayIssue).join("; "),
      })
    )
  }
}

function sayIssue({ path, message }: z.core.$ZodIssue): string {
  const place = path
    .map((part) =>
      typeof part === "number" ? `[${part}]` : `.${String(part)}`
    )
    .join("")
    .replace(/^\./, "")
  return place ? `${place}: ${message}` : message
}

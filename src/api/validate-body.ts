import type {
  MedusaNextFunction,
  MedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import type { z } from "@medusajs/framework/zod"
import { RequestRefusedError } from "./refusal-of-request"

/** Of a thousand items each may be wrong in the same way. */
const ISSUES_SHOWN_OF_MANY = 3
const ISSUES_SHOWN = 20

/**
 * Checks a body that may be one thing or a list of them, and refuses it with the path of each wrong
 * field: `[3].quantity: …`. Medusa's own check leaves paths out of most messages.
 */
export function validateOneOrMany(one: z.ZodType, many: z.ZodType) {
  return (req: MedusaRequest, _: MedusaResponse, next: MedusaNextFunction) => {
    const schema = Array.isArray(req.body) ? many : one
    next(check(req, schema, ISSUES_SHOWN_OF_MANY))
  }
}

/** Checks a body, and refuses it with the path of each wrong field: `items[3].quantity: …`. */
export function validateBody(schema: z.ZodType) {
  return (req: MedusaRequest, _: MedusaResponse, next: MedusaNextFunction) => {
    next(check(req, schema, ISSUES_SHOWN))
  }
}

/** @returns why the body is refused; nothing where it is as it should be. */
function check(
  req: MedusaRequest,
  schema: z.ZodType,
  shown: number
): RequestRefusedError | undefined {
  const { success, data, error } = schema.safeParse(req.body)
  if (success) {
    req.validatedBody = data
    return undefined
  }
  return new RequestRefusedError({
    status: 400,
    code: "invalid_data",
    message: error.issues.slice(0, shown).map(sayIssue).join("; "),
  })
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

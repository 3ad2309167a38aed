import { validateAndTransformQuery } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"

/** For routes without parameters in the address: any is refused. */
export const noQuery = validateAndTransformQuery(z.object({}).strict(), {})

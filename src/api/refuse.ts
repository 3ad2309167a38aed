import type { MedusaResponse } from "@medusajs/framework/http"

/** Why a request that was understood is not done. */
export type Refusal = {
  type:
    | "conflict"
    | "forbidden"
    | "invalid_data"
    | "not_found"
    | "unavailable"
    /** Whom we have to ask is out. */
    | "upstream_unavailable"
  code: string
  /** For people: what is in the way, and what they can do. */
  message: string
}

const STATUS: Record<Refusal["type"], number> = {
  conflict: 409,
  forbidden: 403,
  invalid_data: 400,
  not_found: 404,
  unavailable: 503,
  upstream_unavailable: 502,
}

/** When whoever was refused for an outage may try again. */
export const RETRY_AFTER_SECONDS = 5

/** Answers with a refusal of our own; Medusa's error for a conflict puts words of its own there. */
export function refuse(
  res: Pick<MedusaResponse<Refusal>, "status">,
  refusal: Refusal
): void {
  res.status(STATUS[refusal.type]).json(refusal)
}

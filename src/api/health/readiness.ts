import type { MedusaContainer } from "@medusajs/framework/types"
import { keepBriefly } from "../../lib/keep-briefly"
import type { Readiness } from "../../types/health"
import { checkParts } from "../../workflows/health/queries/check-parts"

/** Anybody may ask, as often as they like; the database is asked once a second at most. */
const KEEP_MS = 1_000

/** Whether the process can do its work, part by part. */
export const readiness = keepBriefly(
  KEEP_MS,
  async (container: MedusaContainer): Promise<Readiness> => {
    const parts = await checkParts(container)
    const isReady = parts.every(({ ok }) => ok)
    return { status: isReady ? "ready" : "not_ready", parts }
  }
)

import { within } from "../../../lib/within"
import type { HealthPart } from "../../../types/health"

/** Whoever probes gives up after some seconds; the answer must be there before. */
export const CHECK_LIMIT_MS = 2_000

/**
 * Asks one part. One that fails or gives no answer in time is out.
 *
 * @param findProblem what is wrong with it, for people; null where all is well.
 */
export async function checkPart(
  part: HealthPart["part"],
  findProblem: () => Promise<string | null>,
  limitMs = CHECK_LIMIT_MS
): Promise<HealthPart> {
  try {
    const problem = await within(
      limitMs,
      findProblem(),
      () => `It gave no answer within ${limitMs / 1_000} s`
    )
    return problem ? { part, ok: false, problem } : { part, ok: true }
  } catch {
    // The cause may carry an address; it is in the log of whoever uses the part.
    return {
      part,
      ok: false,
      problem: "It could not be asked; is the database reachable?",
    }
  }
}

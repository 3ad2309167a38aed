import { summarizeFailure } from "../../../lib/errors"
import type { LegacyEditReport, TakenEdit } from "./legacy-edit"

/** With so many that cannot be taken it is not the reports: the rest is not tried. */
const MAX_FAILED = 20

/**
 * PostgreSQL's classes for what a row is refused for: data, integrity, and what triggers and functions
 * raise (https://www.postgresql.org/docs/current/errcodes-appendix.html); and an edit that another
 * request has just taken.
 */
const OWN_FAULT = /^(22\w{3}|23\w{3}|P0\w{3}|legacy_edit_met_another)$/

/**
 * Takes reports all at once. Where one of them is refused by the database, they are taken by halves,
 * in their order, until only that one is left out: it must not cost the others.
 *
 * @param take all or none of some reports
 * @param onRefused is told why one was left out
 * @returns what came of each, in their order; `failed` of those nothing came of.
 * @throws what `take` threw, where nothing at all was taken.
 */
export async function takeInParts(
  edits: readonly LegacyEditReport[],
  take: (edits: readonly LegacyEditReport[]) => Promise<TakenEdit[]>,
  onRefused: (error: unknown) => void
): Promise<TakenEdit[]> {
  const taken: TakenEdit[] = []
  const parts = [edits]
  let failed = 0
  for (let part = parts.shift(); part; part = parts.shift()) {
    try {
      taken.push(...(await take(part)))
    } catch (error) {
      if (!OWN_FAULT.test(summarizeFailure(error).code)) {
        return stop(error, taken, failed, [part, ...parts])
      }
      if (part.length > 1) {
        const middle = Math.ceil(part.length / 2)
        parts.unshift(part.slice(0, middle), part.slice(middle))
        continue
      }
      onRefused(error)
      taken.push(REFUSED)
      failed += 1
      if (failed === MAX_FAILED) {
        return stop(error, taken, failed, parts)
      }
    }
  }
  return taken
}

/** Says of the rest that nothing came of it; where that goes for all, throws. */
function stop(
  error: unknown,
  taken: readonly TakenEdit[],
  failed: number,
  left: readonly (readonly LegacyEditReport[])[]
): TakenEdit[] {
  if (taken.length === failed) {
    throw error
  }
  return [...taken, ...left.flat().map(() => NOT_TRIED)]
}

const NOTHING = { outcome: "failed", variantId: null, difference: 0 } as const

const REFUSED: TakenEdit = {
  ...NOTHING,
  message:
    "Medusa's database refused this one; nothing came of it, and its log says why. Send it again later",
}

const NOT_TRIED: TakenEdit = {
  ...NOTHING,
  message:
    "Medusa's database could not go on; nothing came of this one. Send it again",
}

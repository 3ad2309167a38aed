import type { QueryResult } from "pg"
import { isRecord } from "../unknown-values"
import type { ClaimedJob } from "./types"

const UNIQUE_VIOLATION = "23505"
const TRIES = 5

/** What a claim gives back. */
export type ClaimedRow = {
  id: string
  lease_token: string
  attempt: number
  failing_since: Date | null
}

/**
 * Makes a claim. Between looking at a lane and taking it another claim may have taken it and
 * committed; the unique index then refuses the second, which sees the first when it looks again.
 */
export async function toClaimed(
  claim: () => Promise<QueryResult<ClaimedRow>>
): Promise<ClaimedJob[]> {
  for (let left = TRIES; ; left--) {
    try {
      const { rows } = await claim()
      return rows.map((row) => ({
        id: row.id,
        leaseToken: row.lease_token,
        attempt: row.attempt,
        failingSince: row.failing_since,
      }))
    } catch (error) {
      const isTaken =
        isRecord(error) && error.code === UNIQUE_VIOLATION && left > 1
      if (!isTaken) {
        throw error
      }
    }
  }
}

import type { ItemHistory } from "../../../../../../modules/supabase-sync/client/item-history"
import type { StorefrontStockItemDetailResponse } from "../../../../../../types/storefront-stock"
import { toText } from "../../../to-text"
import { presentPushed } from "../present-stock-item"

type Shown = Pick<
  StorefrontStockItemDetailResponse["item"],
  "pushed" | "pushes" | "attempts" | "edits" | "drift"
>

/** What became of an item, as the admin API shows it. */
export function presentHistory(history: ItemHistory): Shown {
  return {
    pushed: history.item && presentPushed(history.item),
    pushes: history.pushes.map((push) => ({
      ...push,
      changed_at: toText(push.changed_at),
      pushed_at: push.pushed_at.toISOString(),
    })),
    attempts: history.attempts.map((attempt) => ({
      ...attempt,
      started_at: attempt.started_at.toISOString(),
    })),
    edits: history.edits.map((edit) => ({
      ...edit,
      created_at: edit.created_at.toISOString(),
    })),
    drift: history.drift.map((drift) => ({
      ...drift,
      found_at: drift.found_at.toISOString(),
      resolved_at: toText(drift.resolved_at),
    })),
  }
}

import type { LegacyRow } from "../../../modules/supabase-sync/reconcile-types"
import type { StockItemKind } from "../../../modules/supabase-sync/types"
import type { Sides } from "./sides"

const PAGES: Record<StockItemKind, number> = {
  variant: 1_000,
  // A product may have a hundred variants, and all of them are read.
  product: 200,
}

/**
 * The rows of the legacy store after an id, in pages, in its own order; while one is used the next is
 * being read.
 *
 * @throws WorkError when the store cannot be reached or refuses.
 */
export async function* pagesThere(
  { legacy }: Pick<Sides, "legacy">,
  kind: StockItemKind,
  after: string | null
): AsyncGenerator<LegacyRow[]> {
  const size = PAGES[kind]
  const read = (from: string | null): Promise<LegacyRow[]> => {
    const page = legacy.page(kind, from, size)
    // Nobody waits for it if the page before fails.
    page.catch(() => undefined)
    return page
  }
  let next: Promise<LegacyRow[]> | null = read(after)
  while (next) {
    const rows: LegacyRow[] = await next
    const last = rows.at(-1)
    if (!last) {
      return
    }
    next = rows.length < size ? null : read(last.id)
    yield rows
  }
}

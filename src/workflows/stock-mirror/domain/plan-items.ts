import type {
  CapturedChange,
  ItemToQueue,
  StockChangeSource,
  StockItemKind,
} from "../../../modules/supabase-sync/types"
import type { ConcernedVariant } from "../queries/find-concerned-variants"

type Because = { causes: Set<StockChangeSource>; changedAt: Date }

/**
 * The items to push for some changes, each once: the variants concerned, and their products where
 * the legacy store has rows with their sums.
 */
export function planItems(
  changes: readonly CapturedChange[],
  concerned: readonly ConcernedVariant[],
  tellsProducts: boolean
): ItemToQueue[] {
  const because = causesOfSubjects(changes)
  const items = new Map<string, Because & { kind: StockItemKind }>()
  const add = (id: string, kind: StockItemKind, cause: Because): void => {
    const known = items.get(id) ?? { ...emptyCause(cause), kind }
    merge(known, cause)
    items.set(id, known)
  }
  for (const { subjectId, variantId, productId } of concerned) {
    const cause = because.get(subjectId)
    if (cause) {
      add(variantId, "variant", cause)
      if (tellsProducts && productId !== null) {
        add(productId, "product", cause)
      }
    }
  }
  return [...items].map(([id, { kind, causes, changedAt }]) => ({
    id,
    kind,
    causes: [...causes],
    changedAt,
  }))
}

function causesOfSubjects(
  changes: readonly CapturedChange[]
): Map<string, Because> {
  const because = new Map<string, Because>()
  for (const change of changes) {
    const subject =
      change.inventoryItemId ?? change.variantId ?? change.productId
    if (subject !== null) {
      const cause = {
        causes: new Set([change.source]),
        changedAt: change.changedAt,
      }
      const known = because.get(subject) ?? emptyCause(cause)
      merge(known, cause)
      because.set(subject, known)
    }
  }
  return because
}

function emptyCause({ changedAt }: Because): Because {
  return { causes: new Set(), changedAt }
}

function merge(into: Because, { causes, changedAt }: Because): void {
  causes.forEach((cause) => into.causes.add(cause))
  if (changedAt < into.changedAt) {
    into.changedAt = changedAt
  }
}

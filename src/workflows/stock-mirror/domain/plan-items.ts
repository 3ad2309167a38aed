import type {
  CapturedChange,
  ItemToQueue,
  StockChangeSource,
  StockItemKind,
} from "../../../modules/supabase-sync/types"
import type { ConcernedVariant } from "../queries/find-concerned-variants"

type Because = { causes: Set<StockChangeSource>; changedAt: Date }

/** A change as far as it says what is concerned, and why. */
export type ChangeToPlan = Omit<CapturedChange, "id" | "locationId">

/**
 * The items to push for some changes, each once: the variants concerned, and their products where
 * the legacy store has rows with their sums. A product that is named follows also where no variant
 * is left of it.
 */
export function planItems(
  changes: readonly ChangeToPlan[],
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
  for (const change of tellsProducts ? changes : []) {
    if (change.productId !== null) {
      add(change.productId, "product", causeOf(change))
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
  changes: readonly ChangeToPlan[]
): Map<string, Because> {
  const because = new Map<string, Because>()
  for (const change of changes) {
    const subject =
      change.inventoryItemId ?? change.variantId ?? change.productId
    if (subject !== null) {
      const cause = causeOf(change)
      const known = because.get(subject) ?? emptyCause(cause)
      merge(known, cause)
      because.set(subject, known)
    }
  }
  return because
}

function causeOf({ source, changedAt }: ChangeToPlan): Because {
  return { causes: new Set([source]), changedAt }
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

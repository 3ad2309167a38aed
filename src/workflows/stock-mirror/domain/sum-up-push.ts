import type {
  PushOutcome,
  PushedVariant,
} from "../../../modules/supabase-sync/types"

/** What the legacy store answered, by the id of the variant or product. */
type Outcomes = {
  sellables: ReadonlyMap<string, PushOutcome>
  styles: ReadonlyMap<string, PushOutcome>
}

/** What came of a push. */
export type PushSummary = {
  pushed: PushedVariant[]
  /** Products that the legacy store has no row for. */
  stylesNotFound: string[]
}

/**
 * What came of each variant. A style whose row refuses the sum is tried again with its variants. One
 * without a row is named apart: it must not hold up variants whose own number arrived.
 *
 * @param productOf the product of each variant that is still there.
 */
export function sumUpPush(
  variantIds: readonly string[],
  productOf: ReadonlyMap<string, string>,
  { sellables, styles }: Outcomes
): PushSummary {
  const pushed = variantIds.map((variantId): PushedVariant => {
    const style = styles.get(productOf.get(variantId) ?? "")
    const own = sellables.get(variantId) ?? "not_found"
    return {
      variantId,
      outcome: own === "written" && style === "refused" ? style : own,
    }
  })
  const stylesNotFound = [...styles]
    .filter(([, outcome]) => outcome === "not_found")
    .map(([productId]) => productId)
  return { pushed, stylesNotFound }
}

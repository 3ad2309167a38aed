import type { EditFacts, EditedSubject, EditedVariant } from "./legacy-edit"

/**
 * Finds the variant that a report is about; undefined where there is none, or it is a product of
 * several.
 */
export function variantFinder({
  variants,
  soleVariants,
}: Pick<EditFacts, "variants" | "soleVariants">): (
  subject: EditedSubject
) => EditedVariant | undefined {
  const byId = new Map(variants.map((one) => [one.variantId, one]))
  const bySku = new Map(
    variants.flatMap((one) =>
      one.sku !== null && !one.deleted ? [[one.sku, one]] : []
    )
  )
  return (subject) => {
    switch (subject.kind) {
      case "variant":
        return byId.get(subject.id)
      case "sku":
        return bySku.get(subject.sku)
      case "product":
        return byId.get(soleVariants.get(subject.id) ?? "")
    }
  }
}

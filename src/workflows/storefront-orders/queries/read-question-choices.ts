import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { isRecord } from "../../../lib/unknown-values"
import type { IssueKind } from "../../../modules/storefront-orders/types"
import type { CatalogVariant } from "../domain/catalog-snapshot"
import { isRememberable } from "../domain/is-rememberable"
import { readStoredItem } from "../domain/read-stored-item"
import type { StorefrontRegion } from "../domain/storefront-context"
import { readStorefrontContext } from "./read-storefront-context"
import { readVariants } from "./read-variants"

export type QuestionChoices = {
  candidates: { variant: CatalogVariant; rememberable: boolean }[]
  regions: StorefrontRegion[]
}

/** What staff may choose from, as the catalogue and the regions are now. */
export async function readQuestionChoices(
  container: MedusaContainer,
  question: {
    kind: IssueKind
    details: Readonly<Record<string, unknown>>
    /** Lower-case ISO 4217. */
    currencyCode: string
  }
): Promise<QuestionChoices> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { regions } =
    question.kind === "region_missing"
      ? await readStorefrontContext(query)
      : { regions: [] }
  return {
    candidates: await readCandidates(container, question.details),
    regions: regions.filter(
      ({ currencyCode }) => currencyCode === question.currencyCode
    ),
  }
}

/** Those that the import found, less what was deleted since. */
async function readCandidates(
  container: MedusaContainer,
  details: Readonly<Record<string, unknown>>
): Promise<QuestionChoices["candidates"]> {
  const ids = idsOf(details.candidates)
  if (ids.length === 0) {
    return []
  }
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "product_variant",
    fields: ["product_id"],
    filters: { id: ids },
  })
  const productIds = (data as { product_id: string }[]).map(
    ({ product_id }) => product_id
  )
  const variants = await readVariants(query, [...new Set(productIds)])
  const item = readStoredItem(details.item)
  return variants
    .filter(({ id }) => ids.includes(id))
    .map((variant) => {
      const siblings = variants.filter(
        ({ product }) => product.id === variant.product.id
      )
      const rememberable = !!item && isRememberable(item, variant, siblings)
      return { variant, rememberable }
    })
}

function idsOf(candidates: unknown): string[] {
  return Array.isArray(candidates)
    ? candidates.flatMap((candidate: unknown) =>
        isRecord(candidate) && typeof candidate.id === "string"
          ? [candidate.id]
          : []
      )
    : []
}

import type { MedusaContainer } from "@medusajs/framework/types"
import { createProductCategoriesWorkflow } from "@medusajs/medusa/core-flows"
import { catalogCategories, type CatalogCategory } from "./catalog"
import { findRows } from "./find-rows"

/** Makes the missing categories. Returns the id of each by its name. */
export async function seedCategories(
  container: MedusaContainer
): Promise<ReadonlyMap<CatalogCategory, string>> {
  const data = await findRows<{ id: string; handle: string }>(container, {
    entity: "product_category",
    fields: ["id", "handle"],
    filters: { handle: catalogCategories.map(toHandle) },
  })
  const known = new Map(data.map(({ handle, id }) => [handle, id]))
  const missing = catalogCategories.filter((name) => !known.has(toHandle(name)))
  if (missing.length > 0) {
    const { result } = await createProductCategoriesWorkflow(container).run({
      input: {
        product_categories: missing.map((name) => ({
          name,
          handle: toHandle(name),
          is_active: true,
        })),
      },
    })
    result.forEach(({ handle, id }) => known.set(handle, id))
  }
  return new Map(
    catalogCategories.flatMap((name) => {
      const id = known.get(toHandle(name))
      return id ? [[name, id] as const] : []
    })
  )
}

function toHandle(category: CatalogCategory): string {
  return category.toLowerCase()
}

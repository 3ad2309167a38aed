import { z } from "@medusajs/framework/zod"
import { buildPrice } from "./objects/price"
import { buildProduct } from "./objects/product"
import type { Store } from "./store"

const metadata = z.record(z.string(), z.string()).default({})

/** Products and prices that the shop keeps at Stripe. `unit_amount` is in minor units. */
export const catalogSchema = z.object({
  products: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      description: z.string().nullish(),
      metadata,
    })
  ),
  prices: z.array(
    z.object({
      id: z.string(),
      product: z.string(),
      unit_amount: z.int().min(0),
      currency: z.string().toLowerCase().length(3),
      nickname: z.string().nullish(),
      metadata,
    })
  ),
})

export type StripeCatalog = z.input<typeof catalogSchema>

/** Puts the catalogue into the store; what has the same id is replaced. */
export function putCatalog(
  store: Store,
  catalog: z.output<typeof catalogSchema>
): { products: number; prices: number } {
  catalog.products.forEach((product) =>
    store.products.put(buildProduct(product))
  )
  catalog.prices.forEach((price) => store.prices.put(buildPrice(price)))
  return { products: catalog.products.length, prices: catalog.prices.length }
}

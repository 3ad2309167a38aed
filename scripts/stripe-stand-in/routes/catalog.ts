import { z } from "@medusajs/framework/zod"
import type { Router } from "express"
import { requireObject } from "../actions/find"
import { endpoint } from "../http/endpoint"
import { equals, inRange, listNewestFirst } from "../http/list"
import {
  boolean,
  createdRange,
  currency,
  integer,
  listOf,
  metadata,
  pageParams,
} from "../http/params"
import { buildPrice } from "../objects/price"
import { buildProduct } from "../objects/product"
import type { StandIn } from "../stand-in"

export function catalogRoutes(router: Router, standIn: StandIn): void {
  productRoutes(router, standIn)
  priceRoutes(router, standIn)
}

function productRoutes(router: Router, standIn: StandIn): void {
  const { products } = standIn.store
  const writeParams = {
    id: z.string().optional(),
    name: z.string(),
    active: boolean.optional(),
    description: z.string().optional(),
    images: listOf(z.string()).optional(),
    metadata: metadata.optional(),
  }
  router.post(
    "/products",
    endpoint(standIn, writeParams, (params) =>
      products.put(buildProduct(params))
    )
  )
  const filters = {
    ...pageParams,
    active: boolean.optional(),
    created: createdRange.optional(),
  }
  router.get(
    "/products",
    endpoint(
      standIn,
      { ...filters, ids: listOf(z.string()).optional() },
      (params) =>
        listNewestFirst(
          products,
          "product",
          "/v1/products",
          params,
          (product) =>
            equals(params.active, product.active) &&
            inRange(product.created, params.created) &&
            (params.ids?.includes(product.id) ?? true)
        )
    )
  )
  router.get(
    "/products/:id",
    endpoint(standIn, {}, (_params, { path }) =>
      requireObject(products, "product", path.id ?? "")
    )
  )
}

function priceRoutes(router: Router, standIn: StandIn): void {
  const { prices, products } = standIn.store
  const writeParams = {
    currency,
    product: z.string(),
    unit_amount: integer,
    active: boolean.optional(),
    lookup_key: z.string().optional(),
    metadata: metadata.optional(),
    nickname: z.string().optional(),
  }
  router.post(
    "/prices",
    endpoint(standIn, writeParams, (params) => {
      requireObject(products, "product", params.product, "product")
      return prices.put(buildPrice(params))
    })
  )
  const filters = {
    ...pageParams,
    active: boolean.optional(),
    created: createdRange.optional(),
    currency: currency.optional(),
    product: z.string().optional(),
  }
  router.get(
    "/prices",
    endpoint(standIn, filters, (params) =>
      listNewestFirst(
        prices,
        "price",
        "/v1/prices",
        params,
        (price) =>
          equals(params.active, price.active) &&
          equals(params.currency, price.currency) &&
          equals(params.product, price.product) &&
          inRange(price.created, params.created)
      )
    )
  )
  router.get(
    "/prices/:id",
    endpoint(standIn, {}, (_params, { path }) =>
      requireObject(prices, "price", path.id ?? "")
    )
  )
}

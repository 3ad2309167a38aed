import {
  type MiddlewareRoute,
  validateAndTransformQuery,
} from "@medusajs/framework/http"
import { noQuery } from "../validators"
import { ListItemMappingsParams } from "./validators"

export const storefrontItemMappingMiddlewares: MiddlewareRoute[] = [
  {
    methods: ["GET"],
    matcher: "/admin/storefront/item-mappings",
    middlewares: [
      validateAndTransformQuery(ListItemMappingsParams, { isList: true }),
    ],
  },
  {
    methods: ["DELETE"],
    matcher: "/admin/storefront/item-mappings/:id",
    middlewares: [noQuery],
  },
]

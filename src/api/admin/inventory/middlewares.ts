import {
  type MiddlewareRoute,
  validateAndTransformQuery,
} from "@medusajs/framework/http"
import { storefrontCallers } from "../../storefront-callers"
import { validateOneOrMany } from "../../validate-body"
import { noQuery } from "../storefront/validators"
import {
  InventoryItem,
  InventoryItems,
  ListInventoryParams,
} from "./validators"

/** A thousand items, with room to spare. */
const BODY_LIMIT = "512kb"

export const inventoryMiddlewares: MiddlewareRoute[] = [
  {
    // Of every method: the route's file opts out of Medusa's own check.
    matcher: "/admin/inventory",
    middlewares: storefrontCallers,
  },
  {
    methods: ["GET"],
    matcher: "/admin/inventory",
    middlewares: [
      validateAndTransformQuery(ListInventoryParams, { isList: true }),
    ],
  },
  {
    methods: ["POST"],
    matcher: "/admin/inventory",
    // What is signed is the body as it was sent.
    bodyParser: { sizeLimit: BODY_LIMIT, preserveRawBody: true },
    middlewares: [noQuery, validateOneOrMany(InventoryItem, InventoryItems)],
  },
]

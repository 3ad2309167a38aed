import type { MiddlewareRoute } from "@medusajs/framework/http"
import { authenticateWithBearerKey } from "../../bearer-secret-key"
import { validateOneOrMany } from "../../validate-body"
import { noQuery } from "../storefront/validators"
import { InventoryItem, InventoryItems } from "./validators"

/** A thousand items, with room to spare. */
const BODY_LIMIT = "512kb"

export const inventoryMiddlewares: MiddlewareRoute[] = [
  {
    // Of every method: the route's file opts out of Medusa's own check.
    matcher: "/admin/inventory",
    middlewares: [authenticateWithBearerKey],
  },
  {
    methods: ["POST"],
    matcher: "/admin/inventory",
    bodyParser: { sizeLimit: BODY_LIMIT },
    middlewares: [noQuery, validateOneOrMany(InventoryItem, InventoryItems)],
  },
]

import type { MiddlewareRoute } from "@medusajs/framework/http"
import { limitRegistrations, limitSignIns } from "./limit-passwords"

export const authMiddlewares: MiddlewareRoute[] = [
  {
    // Medusa takes a password with either.
    methods: ["GET", "POST"],
    matcher: "/auth/:actor_type/:auth_provider",
    middlewares: [limitSignIns],
  },
  {
    methods: ["POST"],
    matcher: "/auth/:actor_type/:auth_provider/register",
    middlewares: [limitRegistrations],
  },
]

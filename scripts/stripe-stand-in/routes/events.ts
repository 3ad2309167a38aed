import { z } from "@medusajs/framework/zod"
import type { Router } from "express"
import { requireObject } from "../actions/find"
import { invalidParameter } from "../errors"
import { endpoint } from "../http/endpoint"
import { inRange, listNewestFirst } from "../http/list"
import { createdRange, listOf, pageParams } from "../http/params"
import { nowSeconds } from "../ids"
import type { StandIn } from "../stand-in"

const SECONDS_KEPT = 30 * 24 * 60 * 60
const MAX_TYPES = 20

export function eventRoutes(router: Router, standIn: StandIn): void {
  const { events } = standIn.store
  const filters = {
    ...pageParams,
    created: createdRange.optional(),
    type: z.string().optional(),
    types: listOf(z.string()).optional(),
  }
  router.get(
    "/events",
    endpoint(standIn, filters, (params) => {
      const { type, types } = params
      if (type && types) {
        throw invalidParameter(
          "You may only specify one of these parameters: type, types.",
          "types"
        )
      }
      if (types && types.length > MAX_TYPES) {
        throw invalidParameter(
          `You may only specify up to ${MAX_TYPES} event types.`,
          "types"
        )
      }
      const wanted = types ?? (type ? [type] : null)
      const oldest = nowSeconds() - SECONDS_KEPT
      return listNewestFirst(
        events,
        "event",
        "/v1/events",
        params,
        (event) =>
          event.created >= oldest &&
          inRange(event.created, params.created) &&
          (wanted?.some((pattern) => fits(pattern, event.type)) ?? true)
      )
    })
  )
  router.get(
    "/events/:id",
    endpoint(standIn, {}, (_params, { path }) =>
      requireObject(events, "event", path.id ?? "")
    )
  )
}

/** `charge.*` stands for every event below `charge`, as at Stripe. */
function fits(pattern: string, type: string): boolean {
  return pattern.endsWith("*")
    ? type.startsWith(pattern.slice(0, -1))
    : pattern === type
}

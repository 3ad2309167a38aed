import { z } from "@medusajs/framework/zod"
import type { Router } from "express"
import { requireObject } from "../actions/find"
import { invalidParameter } from "../errors"
import { endpoint } from "../http/endpoint"
import { equals, listNewestFirst } from "../http/list"
import {
  currency,
  decimal,
  integer,
  metadata,
  pageParams,
} from "../http/params"
import { buildCoupon, buildPromotionCode } from "../objects/promotion"
import type { StandIn } from "../stand-in"

const couponParams = {
  id: z.string().optional(),
  amount_off: integer.pipe(z.int().min(1)).optional(),
  currency: currency.optional(),
  duration: z.enum(["forever", "once", "repeating"]).optional(),
  metadata: metadata.optional(),
  name: z.string().optional(),
  percent_off: decimal.pipe(z.number().gt(0).max(100)).optional(),
}

const codeParams = {
  code: z.string().optional(),
  metadata: metadata.optional(),
  promotion: z.strictObject({ type: z.literal("coupon"), coupon: z.string() }),
}

export function promotionRoutes(router: Router, standIn: StandIn): void {
  couponRoutes(router, standIn)
  codeRoutes(router, standIn)
}

function couponRoutes(router: Router, standIn: StandIn): void {
  const { coupons } = standIn.store
  router.post(
    "/coupons",
    endpoint(standIn, couponParams, (params) => {
      if (
        (params.percent_off === undefined) ===
        (params.amount_off === undefined)
      ) {
        throw invalidParameter(
          "You must pass exactly one of percent_off and amount_off.",
          "percent_off"
        )
      }
      return coupons.put(buildCoupon(params))
    })
  )
  router.get(
    "/coupons/:id",
    endpoint(standIn, {}, (_params, { path }) =>
      requireObject(coupons, "coupon", path.id ?? "")
    )
  )
}

function codeRoutes(router: Router, standIn: StandIn): void {
  const { coupons, promotionCodes } = standIn.store
  router.post(
    "/promotion_codes",
    endpoint(standIn, codeParams, ({ promotion, ...params }) => {
      const coupon = requireObject(
        coupons,
        "coupon",
        promotion.coupon,
        "promotion[coupon]"
      )
      return promotionCodes.put(
        buildPromotionCode({ ...params, coupon: coupon.id })
      )
    })
  )
  router.get(
    "/promotion_codes",
    endpoint(
      standIn,
      { ...pageParams, code: z.string().optional() },
      (params) =>
        listNewestFirst(
          promotionCodes,
          "promotion code",
          "/v1/promotion_codes",
          params,
          (promotion) =>
            equals(params.code?.toLowerCase(), promotion.code.toLowerCase())
        )
    )
  )
  router.get(
    "/promotion_codes/:id",
    endpoint(standIn, {}, (_params, { path }) =>
      requireObject(promotionCodes, "promotion code", path.id ?? "")
    )
  )
}

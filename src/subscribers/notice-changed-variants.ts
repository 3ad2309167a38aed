import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import {
  ProductEvents,
  ProductVariantWorkflowEvents,
} from "@medusajs/framework/utils"
import { noticeStock } from "./_notice-stock"

/*
 * Whether a variant is managed, may be back-ordered or is there at all changes what can be sold of
 * it. The triggers note that; this is for a trigger that is missing. Twice is harmless: it only has a number compared with what
 * was last pushed.
 */
export default function noticeChangedVariants(args: SubscriberArgs): void {
  noticeStock(args, { id: "variants" })
}

export const config: SubscriberConfig = {
  event: [
    ProductEvents.PRODUCT_VARIANT_CREATED,
    ProductEvents.PRODUCT_VARIANT_UPDATED,
    ProductEvents.PRODUCT_VARIANT_DELETED,
    ProductEvents.PRODUCT_VARIANT_RESTORED,
    ProductVariantWorkflowEvents.CREATED,
    ProductVariantWorkflowEvents.UPDATED,
    ProductVariantWorkflowEvents.DELETED,
  ],
  context: { subscriberId: "notice-changed-variants" },
}

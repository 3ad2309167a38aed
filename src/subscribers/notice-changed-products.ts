import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { ProductEvents, ProductWorkflowEvents } from "@medusajs/framework/utils"
import { noticeStock } from "./_notice-stock"

/*
 * A product goes with all its variants. The triggers note those; this is for a trigger that is
 * missing. Twice is harmless: it only has a number compared with what
 * was last pushed.
 */
export default function noticeChangedProducts(args: SubscriberArgs): void {
  noticeStock(args, { id: "products" })
}

export const config: SubscriberConfig = {
  event: [
    ProductEvents.PRODUCT_DELETED,
    ProductEvents.PRODUCT_RESTORED,
    ProductWorkflowEvents.DELETED,
  ],
  context: { subscriberId: "notice-changed-products" },
}

import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { noticeStock } from "./_notice-stock"

/*
 * A kit is sold as often as its scarcest part allows. The triggers note a part that is linked or
 * taken away; this is for a trigger that is missing. Twice is harmless: it only has a number
 * compared with what was last pushed.
 */
export default function noticeChangedParts(args: SubscriberArgs): void {
  noticeStock(args, { id: "parts", variant_id: "variants" })
}

// Medusa makes the names of links' events from their tables, and exports none.
export const config: SubscriberConfig = {
  event: [
    "LinkProductVariantInventoryItem.attached",
    "LinkProductVariantInventoryItem.detached",
  ],
  context: { subscriberId: "notice-changed-parts" },
}

import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { noticeStock } from "./_notice-stock"

/*
 * The storefront sells what lies at the locations of its channel. The triggers note one that is
 * linked or taken away; this is for a trigger that is missing. Twice is harmless: it only has
 * numbers compared with what was last pushed.
 */
export default function noticeChangedLocations(args: SubscriberArgs): void {
  noticeStock(args, { id: "channelLinks", stock_location_id: "locations" })
}

// Medusa makes the names of links' events from their tables, and exports none.
export const config: SubscriberConfig = {
  event: [
    "LinkSalesChannelStockLocation.attached",
    "LinkSalesChannelStockLocation.detached",
  ],
  context: { subscriberId: "notice-changed-locations" },
}

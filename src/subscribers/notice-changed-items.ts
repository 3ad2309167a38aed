import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import {
  InventoryEvents,
  InventoryItemWorkflowEvents,
} from "@medusajs/framework/utils"
import { noticeStock } from "./_notice-stock"

/*
 * An inventory item that is deleted can no longer be sold. The triggers note that; this is for a
 * trigger that is missing. Twice is harmless: it only has a number compared with what
 * was last pushed.
 */
export default function noticeChangedItems(args: SubscriberArgs): void {
  noticeStock(args, { id: "items" })
}

export const config: SubscriberConfig = {
  event: [
    InventoryEvents.INVENTORY_ITEM_DELETED,
    InventoryEvents.INVENTORY_ITEM_RESTORED,
    InventoryItemWorkflowEvents.DELETED,
  ],
  context: { subscriberId: "notice-changed-items" },
}

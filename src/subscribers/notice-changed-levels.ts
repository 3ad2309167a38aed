import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import {
  InventoryEvents,
  InventoryLevelWorkflowEvents,
} from "@medusajs/framework/utils"
import { noticeStock } from "./_notice-stock"

/*
 * Sales, returns, edits and imports all end in a level. The triggers note that in its own transaction;
 * this is for a trigger that is missing. Twice is harmless: it only has a number compared with what
 * was last pushed.
 */
export default function noticeChangedLevels(args: SubscriberArgs): void {
  noticeStock(args, { id: "levels" })
}

export const config: SubscriberConfig = {
  event: [
    InventoryEvents.INVENTORY_LEVEL_CREATED,
    InventoryEvents.INVENTORY_LEVEL_UPDATED,
    InventoryEvents.INVENTORY_LEVEL_DELETED,
    InventoryEvents.INVENTORY_LEVEL_RESTORED,
    InventoryLevelWorkflowEvents.CREATED,
    InventoryLevelWorkflowEvents.UPDATED,
    InventoryLevelWorkflowEvents.DELETED,
  ],
  context: { subscriberId: "notice-changed-levels" },
}

import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import {
  InventoryEvents,
  ReservationItemWorkflowEvents,
} from "@medusajs/framework/utils"
import { noticeStock } from "./_notice-stock"

/*
 * A cart that is completed or an order that is cancelled tells of its reservations only, not of the
 * levels that they change. The triggers note those; this is for a trigger that is missing. Twice is harmless: it only has a number compared with what
 * was last pushed.
 */
export default function noticeChangedReservations(args: SubscriberArgs): void {
  noticeStock(args, { id: "reservations" })
}

export const config: SubscriberConfig = {
  event: [
    InventoryEvents.RESERVATION_ITEM_CREATED,
    InventoryEvents.RESERVATION_ITEM_UPDATED,
    InventoryEvents.RESERVATION_ITEM_DELETED,
    InventoryEvents.RESERVATION_ITEM_RESTORED,
    ReservationItemWorkflowEvents.CREATED,
    ReservationItemWorkflowEvents.UPDATED,
    ReservationItemWorkflowEvents.DELETED,
  ],
  context: { subscriberId: "notice-changed-reservations" },
}

// @ts-check
import { callWithKey } from "./figures/call-with-key.mjs"
import { captureStock } from "./figures/capture-stock.mjs"
import { compareStock } from "./figures/compare-stock.mjs"
import { followStock } from "./figures/follow-stock.mjs"
import { growWithItems } from "./figures/grow-with-items.mjs"
import { importOrders } from "./figures/import-orders.mjs"
import { pushStock } from "./figures/push-stock.mjs"
import { queueJobs } from "./figures/queue-jobs.mjs"
import { receiveEvents } from "./figures/receive-events.mjs"

/**
 * In the order in which they are measured.
 * @type {readonly import("./figure.mjs").Figure[]}
 */
export const figures = [
  receiveEvents,
  importOrders,
  pushStock,
  followStock,
  compareStock,
  captureStock,
  queueJobs,
  growWithItems,
  callWithKey,
]

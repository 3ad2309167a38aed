// @ts-check
import { importOrders } from "./figures/import-orders.mjs"
import { queueJobs } from "./figures/queue-jobs.mjs"
import { receiveEvents } from "./figures/receive-events.mjs"

/**
 * In the order in which they are measured.
 * @type {readonly import("./figure.mjs").Figure[]}
 */
export const figures = [receiveEvents, importOrders, queueJobs]

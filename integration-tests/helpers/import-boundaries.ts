import type { FaultPoint } from "./fault-points"

/** What is known of a payment before it is imported. */
export type ImportKeys = {
  email: string
  inventoryItemId: string
  collectionId: string
  orderId: string
  /** The order's own number as its row has it, once it has it. */
  number: string
}

type Boundary = Omit<FaultPoint, "mode" | "key"> & {
  /** What its rows have in them. */
  by: keyof ImportKeys
}

/** Every write of an import, in its order. */
export const IMPORT_BOUNDARIES: readonly Boundary[] = [
  { table: "customer", operation: "INSERT", by: "email" },
  { table: "reservation_item", operation: "INSERT", by: "inventoryItemId" },
  { table: "inventory_level", operation: "UPDATE", by: "inventoryItemId" },
  { table: "payment_collection", operation: "INSERT", by: "collectionId" },
  { table: "payment_session", operation: "INSERT", by: "collectionId" },
  { table: "payment", operation: "INSERT", by: "collectionId" },
  { table: "capture", operation: "INSERT", by: "collectionId" },
  { table: "payment_collection", operation: "UPDATE", by: "collectionId" },
  { table: "order_payment_collection", operation: "INSERT", by: "orderId" },
  { table: "order", operation: "INSERT", by: "orderId" },
  { table: "order", operation: "UPDATE", by: "number" },
  { table: "storefront_payment", operation: "UPDATE", by: "orderId" },
]

/** The boundary as a fault of one payment. */
export function faultAt(
  { table, operation, by }: Boundary,
  keys: ImportKeys,
  mode: FaultPoint["mode"]
): FaultPoint {
  return { table, operation, key: keys[by], mode }
}

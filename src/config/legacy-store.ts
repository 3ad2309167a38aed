import type { LegacyStoreMapping } from "../modules/supabase-sync/types"

/** The two table layouts that shops have; see «Legacy store» in the README. */
export const SUPABASE_STOCK_PRESETS = ["variants", "products"] as const

export type SupabaseStockPreset = (typeof SUPABASE_STOCK_PRESETS)[number]

const VERSION_COLUMNS = {
  version: "medusa_stock_version",
  syncedAt: "medusa_synced_at",
} as const

const ORDERS = {
  table: "orders",
  optional: true,
  paymentIntent: "stripe_payment_intent",
  checkoutSession: "stripe_session_id",
  orderId: "medusa_order_id",
  status: "medusa_status",
  trackingNumbers: "tracking_numbers",
  trackingUrls: "tracking_urls",
  version: "medusa_order_version",
  syncedAt: "medusa_synced_at",
} as const

/** The tables and columns of the legacy store that each preset reads and writes, and no others. */
export const LEGACY_STORE_MAPPINGS: Record<
  SupabaseStockPreset,
  LegacyStoreMapping
> = {
  variants: {
    sellable: {
      table: "product_variants",
      key: "medusa_variant_id",
      quantity: "inventory_quantity",
      ...VERSION_COLUMNS,
    },
    style: {
      table: "products",
      key: "medusa_product_id",
      quantity: "total_inventory",
      inStock: "in_stock",
      ...VERSION_COLUMNS,
    },
    orders: ORDERS,
  },
  products: {
    sellable: {
      table: "products",
      key: "medusa_variant_id",
      quantity: "quantity",
      inStock: "in_stock",
      inStockOptional: true,
      ...VERSION_COLUMNS,
    },
    orders: ORDERS,
  },
}

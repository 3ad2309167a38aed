import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { KeyScopeRow } from "../../../modules/storefront-access/models/key-scope"
import { KeyUsage } from "../../../modules/storefront-access/models/key-usage"
import { StorefrontActivity } from "../../../modules/storefront-orders/models/storefront-activity"
import { StorefrontCall } from "../../../modules/storefront-orders/models/storefront-call"
import { StorefrontCallAttempt } from "../../../modules/storefront-orders/models/storefront-call-attempt"
import { StorefrontCallKey } from "../../../modules/storefront-orders/models/storefront-call-key"
import { StorefrontDispute } from "../../../modules/storefront-orders/models/storefront-dispute"
import { StorefrontIssue } from "../../../modules/storefront-orders/models/storefront-issue"
import { StorefrontItemMapping } from "../../../modules/storefront-orders/models/storefront-item-mapping"
import { StorefrontPayment } from "../../../modules/storefront-orders/models/storefront-payment"
import { StripeCatchUp } from "../../../modules/stripe-inbox/models/stripe-catch-up"
import { StripeEvent } from "../../../modules/stripe-inbox/models/stripe-event"
import { StripeEventAttempt } from "../../../modules/stripe-inbox/models/stripe-event-attempt"
import { StripeRefusal } from "../../../modules/stripe-inbox/models/stripe-refusal"
import { LegacyEdit } from "../../../modules/supabase-sync/models/legacy-edit"
import { LegacyOrder } from "../../../modules/supabase-sync/models/legacy-order"
import { LegacyOrderAttempt } from "../../../modules/supabase-sync/models/legacy-order-attempt"
import { LegacyOrderChange } from "../../../modules/supabase-sync/models/legacy-order-change"
import { StockChange } from "../../../modules/supabase-sync/models/stock-change"
import { StockDrift } from "../../../modules/supabase-sync/models/stock-drift"
import { StockItem } from "../../../modules/supabase-sync/models/stock-item"
import { StockItemAttempt } from "../../../modules/supabase-sync/models/stock-item-attempt"
import { StockPush } from "../../../modules/supabase-sync/models/stock-push"
import { StockReconcile } from "../../../modules/supabase-sync/models/stock-reconcile"
import { StockReconcileAttempt } from "../../../modules/supabase-sync/models/stock-reconcile-attempt"
import { StockRule } from "../../../modules/supabase-sync/models/stock-rule"

const OUR_TABLES = [
  KeyScopeRow,
  KeyUsage,
  StripeEvent,
  StripeEventAttempt,
  StripeCatchUp,
  StripeRefusal,
  StorefrontPayment,
  StorefrontIssue,
  StorefrontDispute,
  StorefrontActivity,
  StorefrontItemMapping,
  StorefrontCall,
  StorefrontCallAttempt,
  StorefrontCallKey,
  LegacyEdit,
  LegacyOrder,
  LegacyOrderAttempt,
  LegacyOrderChange,
  StockChange,
  StockDrift,
  StockItem,
  StockItemAttempt,
  StockPush,
  StockReconcile,
  StockReconcileAttempt,
  StockRule,
].map((model) => model.parse().tableName)

/** What the migrations make besides: the versions of pushes, and the locks. */
const OTHERS = ["stock_version", "storefront_lock"]

const MISSING = `
  SELECT name FROM unnest(:names::text[]) AS name
  WHERE to_regclass(quote_ident(name)) IS NULL
  ORDER BY name`

/**
 * The tables and sequences of this project that the database lacks.
 *
 * @param limitMs after which the connection is given up, so that asking again and again does not
 *   use up the pool of a database that stalls.
 */
export async function findMissingTables(
  knex: Knex,
  limitMs: number
): Promise<string[]> {
  const { rows } = await knex
    .raw<{
      rows: { name: string }[]
    }>(MISSING, { names: [...OUR_TABLES, ...OTHERS] })
    .timeout(limitMs)
  return rows.map((row) => row.name)
}

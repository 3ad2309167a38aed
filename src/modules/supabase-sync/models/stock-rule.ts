import { model } from "@medusajs/framework/utils"
import { STOCK_RULE_SCOPES } from "../types"

/** How much of the stock the storefront must not sell. The narrowest rule wins, figure by figure. */
export const StockRule = model.define(
  { name: "StockRule", tableName: "stock_rule" },
  {
    /** The variant's or the product's id; `general` for all. */
    id: model.text().primaryKey(),
    scope: model.enum([...STOCK_RULE_SCOPES]),
    /** So many are kept back of each variant; null: as the wider rule says. */
    safety_stock: model.number().nullable(),
    /** With fewer than so many left it counts as sold out; null: as the wider rule says. */
    sold_out_below: model.number().nullable(),
    /** Who set it: the user's id. */
    updated_by: model.text().nullable(),
  }
)

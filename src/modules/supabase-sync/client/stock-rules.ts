import type { Pool } from "pg"
import type { StockRuleScope } from "../types"

/** How much the storefront must not sell of one variant, one product's variants, or all. */
export type StockRuleToSet = {
  /** The variant's or the product's id; `general` for all. */
  id: string
  scope: StockRuleScope
  /** Null: as the wider rule says. */
  safetyStock: number | null
  soldOutBelow: number | null
  /** Who sets it: a user's or a secret key's id. */
  updatedBy: string | null
}

type RuleRow = {
  id: string
  scope: StockRuleScope
  safety_stock: number | null
  sold_out_below: number | null
  updated_by: string | null
}

const BEFORE = `
  SELECT id, scope, safety_stock, sold_out_below, updated_by
  FROM stock_rule WHERE id = ANY($1::text[]) AND deleted_at IS NULL`

/* In the order of the ids, so that two that set the same rules never wait for each other in a circle. */
const SET = `
  INSERT INTO stock_rule AS rule (id, scope, safety_stock, sold_out_below, updated_by)
  SELECT * FROM unnest($1::text[], $2::text[], $3::int[], $4::int[], $5::text[]) AS input(id)
  ORDER BY input.id
  ON CONFLICT (id) DO UPDATE
  SET safety_stock = excluded.safety_stock,
      sold_out_below = excluded.sold_out_below,
      updated_by = excluded.updated_by,
      updated_at = clock_timestamp(),
      deleted_at = NULL`

/**
 * The rules of what is kept back from the storefront. A trigger on their table has what they
 * concern pushed.
 */
export class StockRules {
  constructor(private readonly pool: Pool) {}

  /** The rules that these ids have now. */
  async find(ids: readonly string[]): Promise<StockRuleToSet[]> {
    const { rows } = await this.pool.query<RuleRow>(BEFORE, [ids])
    return rows.map((row) => ({
      id: row.id,
      scope: row.scope,
      safetyStock: row.safety_stock,
      soldOutBelow: row.sold_out_below,
      updatedBy: row.updated_by,
    }))
  }

  /** Sets all of them or none. @param rules each id once */
  async set(rules: readonly StockRuleToSet[]): Promise<void> {
    await this.pool.query(SET, [
      rules.map(({ id }) => id),
      rules.map(({ scope }) => scope),
      rules.map(({ safetyStock }) => safetyStock),
      rules.map(({ soldOutBelow }) => soldOutBelow),
      rules.map(({ updatedBy }) => updatedBy),
    ])
  }

  /** Takes rules away: the wider ones count. @returns how many there were */
  async remove(ids: readonly string[]): Promise<number> {
    const { rowCount } = await this.pool.query(
      "DELETE FROM stock_rule WHERE id = ANY($1::text[])",
      [ids]
    )
    return rowCount ?? 0
  }
}

import type { SqlOperation } from "./sql-operation"

const PLACE = "sales_channel_id = $1 AND stock_location_id = $2"

const rule = (
  name: string,
  weight: number,
  scope: "general" | "product" | "variant"
): SqlOperation => ({
  name,
  weight,
  statements: (on, dice) => {
    const ids = {
      general: ["general"],
      product: on.products,
      variant: on.variants,
    }
    const number = (most: number): number | null =>
      dice.percent(30) ? null : dice.between(0, most)
    return [
      [
        `INSERT INTO stock_rule (id, scope, safety_stock, sold_out_below) VALUES ($1, $2, $3, $4)
         ON CONFLICT (id) DO UPDATE SET deleted_at = NULL,
           safety_stock = excluded.safety_stock, sold_out_below = excluded.sold_out_below`,
        [dice.pick(ids[scope]), scope, number(4), number(6)],
      ],
    ]
  },
})

/** What concerns many at once: channels, locations, safety stock. */
export const SHOP_OPERATIONS: readonly SqlOperation[] = [
  {
    name: "link a location",
    weight: 0.3,
    statements: (on, dice) => [
      [
        `INSERT INTO sales_channel_stock_location (id, sales_channel_id, stock_location_id)
         VALUES ('scloc_' || gen_random_uuid(), $1, $2)
         ON CONFLICT (sales_channel_id, stock_location_id) DO UPDATE SET deleted_at = NULL`,
        [dice.pick(on.channels), dice.pick(on.locations)],
      ],
    ],
  },
  {
    name: "unlink a location",
    weight: 0.12,
    statements: (on, dice) => [
      [
        `UPDATE sales_channel_stock_location SET deleted_at = now() WHERE ${PLACE}`,
        [dice.pick(on.channels), dice.pick(on.locations)],
      ],
    ],
  },
  {
    name: "delete the link of a location",
    weight: 0.08,
    statements: (on, dice) => [
      [
        `DELETE FROM sales_channel_stock_location WHERE ${PLACE}`,
        [dice.pick(on.channels), dice.pick(on.locations)],
      ],
    ],
  },
  {
    name: "switch the default channel",
    weight: 0.1,
    statements: (on, dice) => [
      [
        "UPDATE store SET default_sales_channel_id = $1",
        [on.channels[dice.percent(75) ? 0 : 1]],
      ],
    ],
  },
  {
    name: "delete locations, or have them again",
    weight: 0.2,
    statements: (on, dice) => [
      [
        "UPDATE stock_location SET deleted_at = CASE WHEN id = $2 THEN now() END WHERE id = ANY($1)",
        [on.locations, dice.percent(40) ? dice.pick(on.locations) : "none"],
      ],
    ],
  },
  {
    name: "delete an inventory item",
    weight: 0.3,
    statements: (on, dice) => [
      [
        "UPDATE inventory_item SET deleted_at = now() WHERE id = $1",
        [dice.pick(on.items)],
      ],
    ],
  },
  {
    name: "restore inventory items",
    weight: 0.3,
    statements: (on, dice) => [
      [
        "UPDATE inventory_item SET deleted_at = NULL WHERE id = ANY($1)",
        [dice.some(on.items, 60)],
      ],
    ],
  },
  rule("safety stock of all", 0.1, "general"),
  rule("safety stock of a product", 0.5, "product"),
  rule("safety stock of a variant", 1, "variant"),
  {
    name: "delete a rule",
    weight: 0.5,
    statements: (_, dice) => [
      [
        dice.percent(50)
          ? "UPDATE stock_rule SET deleted_at = now() WHERE id = (SELECT id FROM stock_rule WHERE deleted_at IS NULL ORDER BY md5(id || $1) LIMIT 1)"
          : "DELETE FROM stock_rule WHERE id = (SELECT id FROM stock_rule ORDER BY md5(id || $1) LIMIT 1)",
        [String(dice.between(0, 1_000))],
      ],
    ],
  },
]

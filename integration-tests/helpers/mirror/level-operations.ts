import type { Catalogue } from "./catalogue"
import type { Dice } from "./dice"
import type { SqlOperation, Statement } from "./sql-operation"

/** Medusa keeps each number twice: a plain one, and one that does not round. */
const set = (column: "stocked" | "reserved", value: string): string =>
  `${column}_quantity = ${value},
   raw_${column}_quantity = jsonb_build_object('value', (${value})::text, 'precision', 20)`

const THE_LEVEL =
  "inventory_item_id = $1 AND location_id = $2 AND deleted_at IS NULL"

const level = (on: Catalogue, dice: Dice): [string, string] => [
  dice.pick(on.items),
  dice.pick(on.locations),
]

/** Changes one level by a number. */
const changing = (
  name: string,
  weight: number,
  change: string,
  most: number
): SqlOperation => ({
  name,
  weight,
  statements: (on, dice) => [
    [
      `UPDATE inventory_level SET ${change} WHERE ${THE_LEVEL}`,
      [...level(on, dice), dice.between(1, most)],
    ],
  ],
})

const insert = (on: Catalogue, dice: Dice): Statement => [
  `INSERT INTO inventory_level (id, inventory_item_id, location_id, stocked_quantity,
     raw_stocked_quantity, raw_reserved_quantity, raw_incoming_quantity)
   SELECT 'ilev_' || gen_random_uuid(), $1::text, $2::text, $3::int,
     jsonb_build_object('value', $3::text, 'precision', 20),
     '{"value":"0","precision":20}', '{"value":"0","precision":20}'
   WHERE NOT EXISTS (SELECT FROM inventory_level WHERE ${THE_LEVEL})`,
  [...level(on, dice), dice.between(0, 40)],
]

/** What sales, returns, staff, imports and plain SQL do to Medusa's inventory levels. */
export const LEVEL_OPERATIONS: readonly SqlOperation[] = [
  changing("reserve", 30, set("reserved", "reserved_quantity + $3::int"), 3),
  changing(
    "unreserve",
    20,
    set("reserved", "greatest(0, reserved_quantity - $3::int)"),
    4
  ),
  changing("stock up", 12, set("stocked", "stocked_quantity + $3::int"), 10),
  changing(
    "stock down",
    12,
    set("stocked", "greatest(0, stocked_quantity - $3::int)"),
    10
  ),
  changing("count", 6, set("stocked", "$3::int"), 40),
  {
    name: "fulfil",
    weight: 8,
    statements: (on, dice) => [
      [
        `UPDATE inventory_level SET ${set("stocked", "stocked_quantity - 1")},
           ${set("reserved", "reserved_quantity - 1")}
         WHERE ${THE_LEVEL} AND stocked_quantity > 0 AND reserved_quantity > 0`,
        level(on, dice),
      ],
    ],
  },
  {
    name: "bulk import",
    weight: 1,
    statements: (on, dice) => [
      [
        `UPDATE inventory_level SET ${set("stocked", "stocked_quantity + $3::int")}
         WHERE inventory_item_id = ANY($1) AND location_id = $2 AND deleted_at IS NULL`,
        [dice.some(on.items, 40), dice.pick(on.locations), dice.between(0, 5)],
      ],
    ],
  },
  {
    name: "transfer",
    weight: 5,
    statements: (on, dice) => {
      const item = dice.pick(on.items)
      const count = dice.between(1, 5)
      const move = (location: string, by: number): Statement => [
        `UPDATE inventory_level SET ${set("stocked", "greatest(0, stocked_quantity + $3::int)")} WHERE ${THE_LEVEL}`,
        [item, location, by],
      ]
      return [
        move(dice.pick(on.locations), -count),
        move(dice.pick(on.locations), count),
      ]
    },
  },
  {
    name: "add a level",
    weight: 4,
    statements: (on, dice) => [insert(on, dice)],
  },
  {
    name: "delete a level",
    weight: 1,
    statements: (on, dice) => [
      [`DELETE FROM inventory_level WHERE ${THE_LEVEL}`, level(on, dice)],
    ],
  },
  {
    name: "soft-delete a level",
    weight: 2,
    statements: (on, dice) => [
      [
        `UPDATE inventory_level SET deleted_at = now() WHERE ${THE_LEVEL}`,
        level(on, dice),
      ],
    ],
  },
  {
    name: "restore a level",
    weight: 2,
    statements: (on, dice) => [
      [
        `UPDATE inventory_level SET deleted_at = NULL WHERE id = (
           SELECT id FROM inventory_level WHERE inventory_item_id = $1 AND deleted_at IS NOT NULL LIMIT 1)`,
        [dice.pick(on.items)],
      ],
    ],
  },
  {
    name: "move a level",
    weight: 1,
    statements: (on, dice) => [
      [
        `UPDATE inventory_level SET location_id = $3 WHERE ${THE_LEVEL}`,
        [...level(on, dice), dice.pick(on.locations)],
      ],
    ],
  },
  {
    name: "give a level to another item",
    weight: 1,
    statements: (on, dice) => [
      [
        `UPDATE inventory_level SET inventory_item_id = $3 WHERE ${THE_LEVEL}`,
        [...level(on, dice), dice.pick(on.items)],
      ],
    ],
  },
]

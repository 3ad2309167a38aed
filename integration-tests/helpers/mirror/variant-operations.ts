import type { SqlOperation, Statement } from "./sql-operation"

const onVariant = (
  name: string,
  weight: number,
  ...statements: string[]
): SqlOperation => ({
  name,
  weight,
  statements: (on, dice) => {
    const variant = dice.pick(on.variants)
    return statements.map((sql): Statement => [sql, [variant]])
  },
})

const UPDATE_PART =
  "UPDATE product_variant_inventory_item SET deleted_at = now() WHERE id = (SELECT id FROM product_variant_inventory_item WHERE variant_id = $1 AND deleted_at IS NULL LIMIT 1)"

/** What staff do to variants and the parts of kits. */
export const VARIANT_OPERATIONS: readonly SqlOperation[] = [
  onVariant(
    "delete a variant",
    0.6,
    // Medusa takes the links away first.
    "UPDATE product_variant_inventory_item SET deleted_at = now() WHERE variant_id = $1 AND deleted_at IS NULL",
    "UPDATE product_variant SET deleted_at = now() WHERE id = $1 AND deleted_at IS NULL"
  ),
  onVariant(
    "delete a variant, and not its parts",
    0.4,
    "UPDATE product_variant SET deleted_at = now() WHERE id = $1 AND deleted_at IS NULL"
  ),
  {
    name: "restore variants",
    weight: 1,
    statements: (on, dice) => {
      const variants = dice.some(on.variants, 60)
      return [
        [
          "UPDATE product_variant_inventory_item SET deleted_at = NULL WHERE variant_id = ANY($1)",
          [variants],
        ],
        [
          "UPDATE product_variant SET deleted_at = NULL WHERE id = ANY($1)",
          [variants],
        ],
      ]
    },
  },
  onVariant(
    "count it, or no longer",
    0.6,
    "UPDATE product_variant SET manage_inventory = NOT manage_inventory WHERE id = $1"
  ),
  onVariant(
    "count all of a product",
    0.2,
    "UPDATE product_variant SET manage_inventory = true, allow_backorder = false WHERE product_id = (SELECT product_id FROM product_variant WHERE id = $1)"
  ),
  onVariant(
    "back-order it, or no longer",
    0.6,
    "UPDATE product_variant SET allow_backorder = NOT allow_backorder WHERE id = $1"
  ),
  {
    name: "put it into another product",
    weight: 0.3,
    statements: (on, dice) => [
      [
        "UPDATE product_variant SET product_id = $2 WHERE id = $1",
        [dice.pick(on.variants), dice.pick(on.products)],
      ],
    ],
  },
  {
    name: "add a part",
    weight: 1,
    statements: (on, dice) => [
      [
        `INSERT INTO product_variant_inventory_item (id, variant_id, inventory_item_id, required_quantity)
         VALUES ('pvitem_' || gen_random_uuid(), $1, $2, $3)
         ON CONFLICT (variant_id, inventory_item_id)
         DO UPDATE SET deleted_at = NULL, required_quantity = excluded.required_quantity`,
        [dice.pick(on.variants), dice.pick(on.items), dice.between(1, 2)],
      ],
    ],
  },
  {
    name: "need another number of a part",
    weight: 1,
    statements: (on, dice) => [
      [
        "UPDATE product_variant_inventory_item SET required_quantity = $2 WHERE variant_id = $1",
        [dice.pick(on.variants), dice.between(1, 3)],
      ],
    ],
  },
  onVariant("take a part away", 0.6, UPDATE_PART),
  onVariant(
    "delete a part",
    0.4,
    "DELETE FROM product_variant_inventory_item WHERE id = (SELECT id FROM product_variant_inventory_item WHERE variant_id = $1 LIMIT 1)"
  ),
]

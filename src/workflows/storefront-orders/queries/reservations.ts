import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type {
  PlannedReservation,
  ReservationNote,
  StockLevel,
} from "../domain/plan-reservations"

/** A reservation that an earlier run made. */
export type EarlierReservation = {
  id: string
  line_item_id: string
  metadata: Partial<ReservationNote>
}

const LOCK = `
  SELECT id FROM inventory_level
  WHERE inventory_item_id = ANY(:items) AND deleted_at IS NULL
  ORDER BY id FOR UPDATE`

/**
 * Keeps everybody else who counts these items under this lock out, in this process or another, until
 * the transaction ends. What is read afterwards includes what was waited for.
 */
export async function lockLevels(
  transaction: Knex,
  items: readonly string[]
): Promise<void> {
  await transaction.raw(LOCK, { items: [...items] })
}

const EARLIER = `
  SELECT id, line_item_id, coalesce(metadata, '{}') AS metadata
  FROM reservation_item WHERE id = ANY(:ids)`

/** Those of the reservations that exist, also those that staff have taken back since. */
export async function findReservations(
  transaction: Knex,
  ids: readonly string[]
): Promise<EarlierReservation[]> {
  const { rows } = await transaction.raw<{ rows: EarlierReservation[] }>(
    EARLIER,
    { ids: [...ids] }
  )
  return rows
}

const LEVELS = `
  SELECT level.inventory_item_id AS "inventoryItemId", level.location_id AS "locationId",
         level.stocked_quantity::float8 AS stocked,
         coalesce(sum(item.quantity), 0)::float8 AS reserved,
         coalesce(sum(least(item.quantity, CASE jsonb_typeof(item.metadata -> 'missing')
           WHEN 'number' THEN (item.metadata ->> 'missing')::numeric END))
           FILTER (WHERE jsonb_typeof(item.metadata -> 'missing') = 'number'), 0)::float8 AS missing
  FROM inventory_level AS level
  LEFT JOIN reservation_item AS item
    ON item.inventory_item_id = level.inventory_item_id
   AND item.location_id = level.location_id
   AND item.deleted_at IS NULL
  WHERE level.inventory_item_id = ANY(:items) AND level.location_id = ANY(:locations)
    AND level.deleted_at IS NULL
  GROUP BY level.id`

/** What each location has of the items, counted from the reservations themselves. */
export async function readLevels(
  transaction: Knex,
  items: readonly string[],
  locations: readonly string[]
): Promise<StockLevel[]> {
  const { rows } = await transaction.raw<{ rows: StockLevel[] }>(LEVELS, {
    items: [...items],
    locations: [...locations],
  })
  return rows
}

const INSERT = `
  INSERT INTO reservation_item
    (id, line_item_id, inventory_item_id, location_id, quantity, raw_quantity, description, metadata,
     allow_backorder, created_at, updated_at)
  SELECT made.id, made.line_item_id, made.inventory_item_id, made.location_id, made.quantity,
         jsonb_build_object('value', made.quantity::text, 'precision', 20), made.description,
         made.metadata, true, clock_timestamp(), clock_timestamp()
  FROM jsonb_to_recordset(:made::jsonb) AS made(
    id text, line_item_id text, inventory_item_id text, location_id text, quantity numeric,
    description text, metadata jsonb)`

/** Writes the reservations; the levels are counted by {@link recountReserved}. */
export async function insertReservations(
  transaction: Knex,
  reservations: readonly PlannedReservation[]
): Promise<void> {
  await transaction.raw(INSERT, { made: JSON.stringify(reservations) })
}

/** Removes reservations for good: one that is only marked as deleted counts as taken back by staff. */
export async function deleteReservations(
  transaction: Knex,
  ids: readonly string[]
): Promise<void> {
  await transaction.raw("DELETE FROM reservation_item WHERE id = ANY(:ids)", {
    ids: [...ids],
  })
}

const RECOUNT = `
  UPDATE inventory_level AS level
  SET reserved_quantity = counted.quantity,
      raw_reserved_quantity = jsonb_build_object('value', counted.quantity::text, 'precision', 20),
      updated_at = clock_timestamp()
  FROM (
    SELECT own.id, coalesce(sum(item.quantity), 0) AS quantity
    FROM inventory_level AS own
    LEFT JOIN reservation_item AS item
      ON item.inventory_item_id = own.inventory_item_id
     AND item.location_id = own.location_id
     AND item.deleted_at IS NULL
    WHERE own.inventory_item_id = ANY(:items) AND own.deleted_at IS NULL
    GROUP BY own.id
  ) AS counted
  WHERE level.id = counted.id AND level.reserved_quantity <> counted.quantity`

/**
 * Sets the reserved quantity of inventory items to the sum of their reservations. Medusa reads it,
 * adds, and writes it back: of two processes that reserve at once, one is forgotten.
 */
export async function recountReserved(
  transaction: Knex,
  items: readonly string[]
): Promise<void> {
  await transaction.raw(RECOUNT, { items: [...items] })
}

import type { IInventoryService } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import type { Lab } from "./lab"

/** Levels of one bulk update, as of a stocktaking. */
const BULK = 600

/** Calls between two switches; whatever else the machine does meets both sides. */
type Way = { calls: number; levels: number; change: Change }

type Level = {
  id: string
  inventory_item_id: string
  location_id: string
  stocked_quantity: number
}

type Change = (
  inventory: IInventoryService,
  levels: readonly Level[]
) => Promise<unknown>

const update: Change = (inventory, levels) =>
  inventory.updateInventoryLevels(
    levels.map(({ inventory_item_id, location_id, stocked_quantity }) => ({
      inventory_item_id,
      location_id,
      stocked_quantity: stocked_quantity + 1,
    }))
  )

const adjust: Change = (inventory, levels) =>
  inventory.adjustInventory(
    levels.map(({ inventory_item_id, location_id }) => ({
      inventoryItemId: inventory_item_id,
      locationId: location_id,
      adjustment: 1,
    }))
  )

/** How often both sides take turns in a run. */
const TURNS = 6

const WAYS = {
  updated: { calls: 20, levels: 1, change: update },
  adjusted: { calls: 20, levels: 1, change: adjust },
  bulk: { calls: 1, levels: BULK, change: update },
} satisfies Record<string, Way>

/** Milliseconds a call, with the triggers and without. */
export type CaptureCost = Record<
  keyof typeof WAYS,
  { with: number; without: number }
>

/**
 * What it costs Medusa's own inventory module that every change is captured: the same calls with
 * the triggers on and off, in turns, while somebody listens as the worker does.
 *
 * @throws Error where a change was not made, or not captured, or captured with the triggers off
 */
export async function captureCost(lab: Lab): Promise<CaptureCost> {
  const listener = await lab.medusa.connect()
  try {
    await listener.query("LISTEN stock_change")
    return {
      updated: await costOf(lab, WAYS.updated),
      adjusted: await costOf(lab, WAYS.adjusted),
      bulk: await costOf(lab, WAYS.bulk),
    }
  } finally {
    await switchTriggers(lab, "ENABLE")
    await listener.query("UNLISTEN *")
    listener.release()
  }
}

async function costOf(
  lab: Lab,
  way: Way
): Promise<{ with: number; without: number }> {
  const took = { ENABLE: 0, DISABLE: 0 }
  await lab.medusa.query("TRUNCATE stock_change")
  await lab.medusa.query("VACUUM ANALYZE inventory_level")
  await lab.medusa.query("CHECKPOINT")
  for (let turn = 0; turn < TURNS; turn++) {
    const sides = ["ENABLE", "DISABLE"] as const
    for (const side of turn % 2 === 0 ? sides : sides.toReversed()) {
      await switchTriggers(lab, side)
      took[side] += await turnOf(lab, way, side === "ENABLE")
    }
  }
  const calls = TURNS * way.calls
  return { with: took.ENABLE / calls, without: took.DISABLE / calls }
}

/** @returns milliseconds */
async function turnOf(
  lab: Lab,
  { calls, levels: count, change }: Way,
  isCaptured: boolean
): Promise<number> {
  const inventory = lab.container.resolve(Modules.INVENTORY)
  // After the switch every connection plans anew.
  await change(inventory, await pickLevels(lab, count))
  const levels = await pickLevels(lab, calls * count)
  await lab.medusa.query("TRUNCATE stock_change")
  const startedAt = performance.now()
  for (let call = 0; call < calls; call++) {
    await change(inventory, levels.slice(call * count, (call + 1) * count))
  }
  const ms = performance.now() - startedAt
  await requireChanged(lab, levels)
  await requireCaptured(lab, isCaptured ? levels.length : 0)
  return ms
}

async function pickLevels({ medusa }: Lab, count: number): Promise<Level[]> {
  const { rows } = await medusa.query<Level>(
    `SELECT id, inventory_item_id, location_id, stocked_quantity::float8 FROM inventory_level
     ORDER BY updated_at, id LIMIT $1`,
    [count]
  )
  return rows
}

async function requireChanged(
  { medusa }: Lab,
  before: readonly Level[]
): Promise<void> {
  const { rows } = await medusa.query<{ changed: number }>(
    `SELECT count(*)::int AS changed FROM inventory_level AS level
     JOIN unnest($1::text[], $2::numeric[]) AS before(id, quantity) ON before.id = level.id
     WHERE level.stocked_quantity = before.quantity + 1`,
    [
      before.map(({ id }) => id),
      before.map(({ stocked_quantity }) => stocked_quantity),
    ]
  )
  if (rows[0]?.changed !== before.length || before.length === 0) {
    throw new Error(
      `Of ${before.length} levels ${rows[0]?.changed ?? 0} were changed`
    )
  }
}

async function requireCaptured({ medusa }: Lab, count: number): Promise<void> {
  const { rows } = await medusa.query<{ captured: number }>(
    "SELECT count(DISTINCT inventory_item_id)::int AS captured FROM stock_change"
  )
  if (rows[0]?.captured !== count) {
    throw new Error(
      `${rows[0]?.captured ?? 0} changes were captured, not ${count}`
    )
  }
}

/** All triggers of ours; Medusa has none. */
async function switchTriggers(
  { medusa }: Lab,
  side: "ENABLE" | "DISABLE"
): Promise<void> {
  const { rows } = await medusa.query<{ table: string }>(
    `SELECT DISTINCT tgrelid::regclass::text AS table FROM pg_trigger WHERE NOT tgisinternal`
  )
  for (const { table } of rows) {
    await medusa.query(`ALTER TABLE ${table} ${side} TRIGGER USER`)
  }
}

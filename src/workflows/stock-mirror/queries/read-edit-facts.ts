import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { LegacyEditSource } from "../../../modules/supabase-sync/types"
import {
  type EditFacts,
  type EditableLevel,
  type EditedVariant,
  type LegacyEditReport,
  type RowVersion,
  idOfEdit,
  versionKey,
} from "../domain/legacy-edit"
import { variantFinder } from "../domain/variant-finder"
import type { EditedThings } from "./find-edited-things"
import { readEditsOfVersions, readKeptEdits } from "./kept-edits"

const LEVELS = `
  SELECT level.id, level.inventory_item_id AS "inventoryItemId",
         level.stocked_quantity::float8 AS stocked, level.reserved_quantity::float8 AS reserved
  FROM inventory_level AS level
  JOIN sales_channel_stock_location AS link
    ON link.stock_location_id = level.location_id AND link.deleted_at IS NULL
  JOIN store
    ON store.default_sales_channel_id = link.sales_channel_id AND store.deleted_at IS NULL
  WHERE level.inventory_item_id = ANY(:items) AND level.deleted_at IS NULL`

const LAST_PUSHES = `
  SELECT id, pushed_version::text AS version FROM stock_item
  WHERE id = ANY(:variants) AND pushed_version IS NOT NULL`

/*
 * The history alone is not enough: it is pruned, and what was last pushed stays. Where a product's
 * number is its only variant's, it may have been pushed as either.
 */
const PUSHED = `
  SELECT asked.variant_id AS "variantId", asked.version, pushed.quantity
  FROM unnest(:variants::text[], :products::text[], :versions::text[])
    AS asked(variant_id, product_id, version)
  CROSS JOIN LATERAL (
    SELECT quantity FROM stock_push
    WHERE item_id IN (asked.variant_id, asked.product_id) AND version = asked.version
      AND deleted_at IS NULL
    UNION ALL
    SELECT pushed_quantity FROM stock_item
    WHERE id IN (asked.variant_id, asked.product_id) AND pushed_version = asked.version::numeric
    LIMIT 1
  ) AS pushed`

/* Versions start from the clock in microseconds; after a restore the sequence may lag behind it. */
const HIGHEST_VERSION = `
  SELECT greatest(last_value, (extract(epoch FROM clock_timestamp()) * 1000000)::bigint)::text
    AS version
  FROM stock_version`

type Level = EditableLevel & { inventoryItemId: string }

/**
 * What the reports are judged by. To be read in the transaction that writes what comes of them, under
 * the levels' locks, so that of two reports at once the second sees what the first has done.
 */
export async function readEditFacts(
  transaction: Knex,
  things: EditedThings,
  reports: readonly LegacyEditReport[],
  source: LegacyEditSource
): Promise<EditFacts> {
  const { variants } = things
  const variantOf = variantFinder(things)
  const asked = reports.flatMap((report) => {
    const variantId = variantOf(report.subject)?.variantId
    return variantId === undefined ? [] : [{ report, variantId }]
  })
  const versions = asked.flatMap(({ variantId, report }) => {
    const { version, subject } = report
    const productId = subject.kind === "product" ? subject.id : null
    return version === null ? [] : [{ variantId, productId, version }]
  })
  const edits = await readEditsOfVersions(transaction, versions)
  const ids = asked.map(({ report, variantId }) => {
    const key = versionKey(variantId, report.version ?? "")
    const before = edits.get(key)?.count ?? 0
    return idOfEdit(report, variantId, source, before)
  })
  return {
    ...things,
    edits,
    kept: await readKeptEdits(transaction, ids),
    levels: await readLevels(transaction, variants),
    lastPushes: await readLastPushes(transaction, variants),
    pushed: await readPushed(transaction, versions),
    highestVersion: await readHighestVersion(transaction),
  }
}

async function readLevels(
  transaction: Knex,
  variants: readonly EditedVariant[]
): Promise<Map<string, EditableLevel[]>> {
  const { rows } = await transaction.raw<{ rows: Level[] }>(LEVELS, {
    items: variants.flatMap(({ parts }) =>
      parts.map(({ inventoryItemId }) => inventoryItemId)
    ),
  })
  const levels = new Map<string, EditableLevel[]>()
  for (const { inventoryItemId, ...level } of rows) {
    levels.set(inventoryItemId, [...(levels.get(inventoryItemId) ?? []), level])
  }
  return levels
}

async function readLastPushes(
  transaction: Knex,
  variants: readonly EditedVariant[]
): Promise<Map<string, string>> {
  const { rows } = await transaction.raw<{
    rows: { id: string; version: string }[]
  }>(LAST_PUSHES, { variants: variants.map(({ variantId }) => variantId) })
  return new Map(rows.map(({ id, version }) => [id, version]))
}

async function readPushed(
  transaction: Knex,
  versions: readonly (RowVersion & { productId: string | null })[]
): Promise<Map<string, number>> {
  const { rows } = await transaction.raw<{
    rows: (RowVersion & { quantity: number })[]
  }>(PUSHED, {
    variants: versions.map(({ variantId }) => variantId),
    products: versions.map(({ productId }) => productId),
    versions: versions.map(({ version }) => version),
  })
  return new Map(
    rows.map(({ quantity, variantId, version }) => [
      versionKey(variantId, version),
      quantity,
    ])
  )
}

async function readHighestVersion(transaction: Knex): Promise<string> {
  const { rows } = await transaction.raw<{ rows: { version: string }[] }>(
    HIGHEST_VERSION
  )
  return rows[0]?.version ?? "0"
}

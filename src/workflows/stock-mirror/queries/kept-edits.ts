import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import {
  type EditsOfVersion,
  type KeptEdit,
  type RowVersion,
  versionKey,
} from "../domain/legacy-edit"

const KEPT = `
  SELECT id, variant_id AS "variantId", version, quantity_before AS "quantityBefore",
         quantity_after AS "quantityAfter", difference, outcome, source, message
  FROM legacy_edit WHERE id = ANY(:ids) AND deleted_at IS NULL`

/** Those of the edits that are kept already, by id. */
export async function readKeptEdits(
  transaction: Knex,
  ids: readonly string[]
): Promise<Map<string, KeptEdit>> {
  const { rows } = await transaction.raw<{ rows: KeptEdit[] }>(KEPT, {
    ids: [...ids],
  })
  return new Map(rows.map((edit) => [edit.id, edit]))
}

const EDITS_OF_VERSIONS = `
  SELECT variant_id AS "variantId", version, sum(difference)::float8 AS added, count(*)::int AS count,
         bool_or(source <> 'trigger') AS "caughtUp"
  FROM legacy_edit
  WHERE (variant_id, version) IN (SELECT * FROM unnest(:variants::text[], :versions::text[]))
    AND outcome = 'adjusted' AND deleted_at IS NULL
  GROUP BY variant_id, version`

/** What the edits made on versions of rows have led to. */
export async function readEditsOfVersions(
  transaction: Knex,
  rowVersions: readonly RowVersion[]
): Promise<Map<string, EditsOfVersion>> {
  const { rows } = await transaction.raw<{
    rows: (RowVersion & EditsOfVersion)[]
  }>(EDITS_OF_VERSIONS, {
    variants: rowVersions.map(({ variantId }) => variantId),
    versions: rowVersions.map(({ version }) => version),
  })
  return new Map(
    rows.map(({ variantId, version, ...edits }) => [
      versionKey(variantId, version),
      edits,
    ])
  )
}

/* What was taken over stays as it is; a conflict or a question may be settled by a later look. */
const KEEP = `
  INSERT INTO legacy_edit AS edit
    (id, variant_id, version, quantity_before, quantity_after, difference, outcome, source, message,
     created_at, updated_at)
  SELECT id, "variantId", version, "quantityBefore", "quantityAfter", difference, outcome, source,
         message, clock_timestamp(), clock_timestamp()
  FROM jsonb_to_recordset(:edits::jsonb) AS kept(
    id text, "variantId" text, version text, "quantityBefore" int, "quantityAfter" int,
    difference int, outcome text, source text, message text)
  ORDER BY id
  ON CONFLICT (id) DO UPDATE
  SET outcome = excluded.outcome, difference = excluded.difference, message = excluded.message,
      updated_at = excluded.updated_at
  WHERE edit.outcome <> 'adjusted' AND edit.variant_id = excluded.variant_id
  RETURNING id`

/**
 * Keeps edits.
 *
 * @returns the ids of those that were: one whose id stands for another edit is not.
 */
export async function keepEdits(
  transaction: Knex,
  edits: readonly KeptEdit[]
): Promise<Set<string>> {
  const { rows } = await transaction.raw<{ rows: { id: string }[] }>(KEEP, {
    edits: JSON.stringify(edits),
  })
  return new Set(rows.map(({ id }) => id))
}

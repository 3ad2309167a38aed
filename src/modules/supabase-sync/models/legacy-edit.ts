import { model } from "@medusajs/framework/utils"
import { LEGACY_EDIT_OUTCOMES, LEGACY_EDIT_SOURCES } from "../types"

/** A stock number that somebody changed in the legacy store, and what came of it. */
export const LegacyEdit = model
  .define(
    { name: "LegacyEdit", tableName: "legacy_edit" },
    {
      /** The one that the trigger there gave it, or ours: a report that comes twice counts once. */
      id: model.text().primaryKey(),
      variant_id: model.text(),
      /** The version that the row carried when it was edited; null where it was never pushed. */
      version: model.text().nullable(),
      /** The number there before the edit, where the report says. */
      quantity_before: model.number().nullable(),
      quantity_after: model.number(),
      /** What was added to Medusa's stock for it; 0 where nothing was. */
      difference: model.number().default(0),
      outcome: model.enum([...LEGACY_EDIT_OUTCOMES]),
      source: model.enum([...LEGACY_EDIT_SOURCES]),
      /** Why, in words for staff. */
      message: model.text().nullable(),
    }
  )
  .indexes([{ on: ["variant_id", "version"] }, { on: ["created_at"] }])

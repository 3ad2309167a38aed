import { model } from "@medusajs/framework/utils"
import { KEY_SCOPES } from "../types"

/** What a secret key may call. A key without a row may call all that Medusa lets it. */
export const KeyScopeRow = model.define(
  { name: "KeyScope", tableName: "key_scope" },
  {
    /** The key's id in Medusa's API key module. */
    api_key_id: model.text().primaryKey(),
    scope: model.enum([...KEY_SCOPES]),
    /** Who set it: a user's id. */
    updated_by: model.text().nullable(),
  }
)

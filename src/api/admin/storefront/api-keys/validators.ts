import { z } from "@medusajs/framework/zod"
import { KEY_SCOPES } from "../../../../modules/storefront-access/types"
import { page } from "../validators"

/** Which part of the list. Unknown parameters are refused. */
export const ListApiKeysParams = z.object({ ...page }).strict()

export type ListApiKeysParams = z.infer<typeof ListApiKeysParams>

/** What a key may call from now on. */
export const SetKeyScopeBody = z.object({ scope: z.enum(KEY_SCOPES) }).strict()

export type SetKeyScopeBody = z.infer<typeof SetKeyScopeBody>

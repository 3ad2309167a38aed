export { legacyConnection, withLegacyClient } from "./connect"
export {
  createLegacyStore,
  type CreateLegacyStoreOptions,
  dropLegacyStore,
  type LegacyStore,
  type LegacyStorePreset,
} from "./create-legacy-store"
export { fillLegacyStore } from "./fill-legacy-store"
export {
  type LegacyLink,
  type LegacyLinkResult,
  linkLegacyStore,
} from "./link-legacy-store"
export {
  runSqlFile,
  supabaseSqlFiles,
  supabaseUndoSqlFiles,
} from "./run-sql-file"

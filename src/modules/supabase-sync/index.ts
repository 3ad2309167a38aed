import { Module } from "@medusajs/framework/utils"
import { SupabaseSyncModuleService } from "./service"

export const SUPABASE_SYNC_MODULE = "supabaseSync"

export default Module(SUPABASE_SYNC_MODULE, {
  service: SupabaseSyncModuleService,
})

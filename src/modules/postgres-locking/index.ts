import { ModuleProvider, Modules } from "@medusajs/framework/utils"
import { openLockPool } from "./loaders/open-lock-pool"
import { PostgresLockingProviderService } from "./service"

export default ModuleProvider(Modules.LOCKING, {
  services: [PostgresLockingProviderService],
  loaders: [openLockPool],
})

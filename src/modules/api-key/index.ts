import { Module, Modules, ModulesSdkUtils } from "@medusajs/framework/utils"
import { ApiKeyModuleService } from "./service"
import { stockMigrations } from "./stock-module"

const migrations = {
  moduleName: Modules.API_KEY,
  pathToMigrations: stockMigrations,
}

export default {
  ...Module(Modules.API_KEY, { service: ApiKeyModuleService }),
  // The tables stay Medusa's own, also those that a later version brings.
  runMigrations: ModulesSdkUtils.buildMigrationScript(migrations),
  revertMigration: ModulesSdkUtils.buildRevertMigrationScript(migrations),
}

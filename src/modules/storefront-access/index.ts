import { Module } from "@medusajs/framework/utils"
import { StorefrontAccessModuleService } from "./service"

export const STOREFRONT_ACCESS_MODULE = "storefrontAccess"

export default Module(STOREFRONT_ACCESS_MODULE, {
  service: StorefrontAccessModuleService,
})

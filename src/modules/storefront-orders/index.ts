import { Module } from "@medusajs/framework/utils"
import { freeRowsOfHungProcesses } from "./loaders/free-rows-of-hung-processes"
import { StorefrontOrdersModuleService } from "./service"

export const STOREFRONT_ORDERS_MODULE = "storefrontOrders"

export default Module(STOREFRONT_ORDERS_MODULE, {
  service: StorefrontOrdersModuleService,
  loaders: [freeRowsOfHungProcesses],
})

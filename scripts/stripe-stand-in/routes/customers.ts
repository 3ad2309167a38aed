import { z } from "@medusajs/framework/zod"
import type { Router } from "express"
import { requireObject } from "../actions/find"
import { eventDraft, publishEvents } from "../events"
import { endpoint } from "../http/endpoint"
import { equals, inRange, listInOrder, listNewestFirst } from "../http/list"
import {
  address,
  createdRange,
  emptyable,
  metadata,
  pageParams,
} from "../http/params"
import { buildCustomer } from "../objects/customer"
import type { StandIn } from "../stand-in"

const writeParams = {
  address: emptyable(address).optional(),
  description: emptyable(z.string()).optional(),
  email: emptyable(z.string()).optional(),
  metadata: metadata.optional(),
  name: emptyable(z.string()).optional(),
  phone: emptyable(z.string()).optional(),
}

export function customerRoutes(router: Router, standIn: StandIn): void {
  writeRoutes(router, standIn)
  readRoutes(router, standIn)
  paymentMethodRoutes(router, standIn)
}

function writeRoutes(router: Router, standIn: StandIn): void {
  const { customers, deletedCustomers } = standIn.store
  router.post(
    "/customers",
    endpoint(standIn, writeParams, (params, { origin }) => {
      const customer = customers.put(buildCustomer(params))
      publishEvents(standIn, [eventDraft("customer.created", customer)], {
        origin,
      })
      return customer
    })
  )
  router.post(
    "/customers/:id",
    endpoint(standIn, writeParams, (params, { path, origin }) => {
      const before = requireObject(customers, "customer", path.id ?? "")
      const merged = { ...before.metadata, ...params.metadata }
      const customer = customers.put({ ...before, ...params, metadata: merged })
      publishEvents(standIn, [eventDraft("customer.updated", customer)], {
        origin,
      })
      return customer
    })
  )
  router.delete(
    "/customers/:id",
    endpoint(standIn, {}, (_params, { path, origin }) => {
      const customer = requireObject(customers, "customer", path.id ?? "")
      const { id, object } = customer
      publishEvents(standIn, [eventDraft("customer.deleted", customer)], {
        origin,
      })
      return deletedCustomers.put({ id, object, deleted: true })
    })
  )
}

function readRoutes(router: Router, standIn: StandIn): void {
  const { customers, deletedCustomers } = standIn.store
  const filters = {
    ...pageParams,
    created: createdRange.optional(),
    email: z.string().optional(),
  }
  router.get(
    "/customers",
    endpoint(standIn, filters, (params) =>
      listNewestFirst(
        customers,
        "customer",
        "/v1/customers",
        params,
        (customer) =>
          !deletedCustomers.get(customer.id) &&
          inRange(customer.created, params.created) &&
          equals(params.email, customer.email)
      )
    )
  )
  router.get(
    "/customers/:id",
    endpoint(standIn, {}, (_params, { path }) => {
      const id = path.id ?? ""
      return (
        deletedCustomers.get(id) ?? requireObject(customers, "customer", id)
      )
    })
  )
}

function paymentMethodRoutes(router: Router, standIn: StandIn): void {
  const { customers, paymentMethods } = standIn.store
  router.get(
    "/customers/:id/payment_methods",
    endpoint(
      standIn,
      { ...pageParams, type: z.string().optional() },
      (params, { path }) => {
        const { id } = requireObject(customers, "customer", path.id ?? "")
        const own = paymentMethods
          .all()
          .filter(
            (method) =>
              method.customer === id && equals(params.type, method.type)
          )
        return listInOrder(
          own,
          "payment_method",
          `/v1/customers/${id}/payment_methods`,
          params
        )
      }
    )
  )
}

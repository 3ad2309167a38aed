import { invalidParameter } from "../errors"
import { linesOf, totalBreakdown } from "../actions/session-lines"
import type { WireList } from "../objects/wire"
import type { Store } from "../store"
import { listInOrder } from "./list"

const MAX_DEPTH = 4
const INCLUDED_LINE_ITEMS = 10
const INCLUDED_REFUNDS = 10

type Json = Record<string, unknown>

/** Where an expansion stands: the nearest object with an id, and the way from there. */
interface Owner {
  object: Json
  path: string[]
}

/**
 * A copy of the object with the fields that `expand` names: ids become their objects, fields that
 * Stripe leaves out are added, lists are entered through `data`. At most four levels, as at Stripe.
 */
export function expandObject(
  store: Store,
  object: object,
  paths: readonly string[]
): object {
  if (paths.length === 0) {
    return object
  }
  const copy: Json = structuredClone({ ...object })
  for (const path of paths) {
    const segments = path.split(".")
    if (segments.length > MAX_DEPTH) {
      throw invalidParameter(
        `You cannot expand more than ${MAX_DEPTH} levels of a property.`,
        "expand"
      )
    }
    expandAt(store, copy, segments, { object: copy, path: [] }, path)
  }
  return copy
}

function expandAt(
  store: Store,
  target: Json,
  segments: readonly string[],
  owner: Owner,
  fullPath: string
): void {
  const [segment, ...rest] = segments
  if (segment === undefined) {
    return
  }
  const here = { object: owner.object, path: [...owner.path, segment] }
  target[segment] = resolve(store, target[segment], segment, here, fullPath)
  for (const child of objectsIn(target[segment])) {
    const nearest = "object" in child ? { object: child, path: [] } : here
    expandAt(store, child, rest, nearest, fullPath)
  }
}

function resolve(
  store: Store,
  value: unknown,
  field: string,
  place: Owner,
  fullPath: string
): unknown {
  const included = includable(store, place)
  if (included !== undefined) {
    return value ?? included
  }
  if (typeof value === "string") {
    const found = lookUp(store, field, value)
    if (found) {
      return structuredClone(found)
    }
  }
  if (value === undefined || typeof value === "string") {
    throw invalidParameter(
      `This property cannot be expanded (${fullPath}). You may want to try expanding a different property.`,
      "expand"
    )
  }
  return value
}

/** Fields that Stripe puts into an answer only when they are asked for. */
function includable(store: Store, { object, path }: Owner): unknown {
  const id = String(object.id)
  const details =
    object.object === "checkout.session"
      ? store.sessionDetails.get(id)
      : undefined
  switch (`${String(object.object)}.${path.join(".")}`) {
    case "checkout.session.line_items":
      return lineItemList(store, id)
    case "checkout.session.total_details.breakdown":
      return details && object.total_details
        ? totalBreakdown(store, details)
        : null
    case "checkout.session.shipping_cost.taxes":
      return details?.shippingTaxes ?? []
    case "item.discounts":
      return store.sessionLines.get(id)?.discounts ?? []
    case "item.taxes":
      return store.sessionLines.get(id)?.taxes ?? []
    case "charge.refunds":
      return refundList(store, id)
    default:
      return undefined
  }
}

function lineItemList(store: Store, session: string): WireList<object> {
  const items = linesOf(store, session).map((line) => line.item)
  const url = `/v1/checkout/sessions/${session}/line_items`
  return listInOrder(items, "line_item", url, { limit: INCLUDED_LINE_ITEMS })
}

function refundList(store: Store, charge: string): WireList<object> {
  const refunds = store.refunds
    .all()
    .filter((refund) => refund.charge === charge)
  const page = { limit: INCLUDED_REFUNDS }
  return listInOrder(
    refunds.toReversed(),
    "refund",
    `/v1/charges/${charge}/refunds`,
    page
  )
}

function lookUp(store: Store, field: string, id: string): object | undefined {
  if (field === "coupon") {
    return store.coupons.get(id)
  }
  const collections = [
    store.paymentIntents,
    store.charges,
    store.customers,
    store.deletedCustomers,
    store.products,
    store.prices,
    store.refunds,
    store.paymentMethods,
    store.shippingRates,
    store.promotionCodes,
    store.balanceTransactions,
    store.checkoutSessions,
  ]
  return collections
    .map((collection) => collection.get(id))
    .find((object) => object !== undefined)
}

function objectsIn(value: unknown): Json[] {
  const values: unknown[] = Array.isArray(value) ? value : [value]
  return values.filter(
    (item): item is Json => typeof item === "object" && item !== null
  )
}

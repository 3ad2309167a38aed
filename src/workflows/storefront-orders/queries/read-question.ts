import type { MedusaContainer, OrderDTO } from "@medusajs/framework/types"
import {
  ContainerRegistrationKeys,
  MathBN,
  Modules,
  OrderChangeStatus,
} from "@medusajs/framework/utils"
import { minorUnitExponent } from "../../../lib/money"
import { STOREFRONT_ORDERS_MODULE } from "../../../modules/storefront-orders"
import type { StaffAnswer } from "../../../modules/storefront-orders/domain/staff-answer"
import type { StorefrontOrdersModuleService } from "../../../modules/storefront-orders/service"
import type { CatalogVariant } from "../domain/catalog-snapshot"
import type { OrderFacts, QuestionFacts } from "../domain/question-facts"
import { readStorefrontContext } from "./read-storefront-context"
import { readVariants } from "./read-variants"

/** Reads what an answer to a question depends on; null where there is no such question. */
export async function readQuestion(
  container: MedusaContainer,
  issueId: string,
  answer: StaffAnswer
): Promise<QuestionFacts | null> {
  const ledger = container.resolve<StorefrontOrdersModuleService>(
    STOREFRONT_ORDERS_MODULE
  )
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const [issue] = await ledger.listStorefrontIssues(
    { id: issueId },
    { relations: ["payment"], take: 1 }
  )
  if (!issue) {
    return null
  }
  const { payment } = issue
  const [order, variants, context] = await Promise.all([
    payment.order_id ? readOrder(container, payment.order_id) : null,
    readChosen(container, answer),
    readStorefrontContext(query),
  ])
  return {
    issue: {
      id: issue.id,
      kind: issue.kind,
      subject: issue.subject,
      itemKey: issue.item_key,
      details: issue.details,
    },
    payment: {
      id: payment.id,
      payment: payment.payment,
      amount: payment.amount,
      currencyCode: payment.currency_code,
    },
    order,
    variants,
    regions: context.regions,
    locationIds: context.locationIds,
  }
}

/** The variants of the chosen variant's product. */
async function readChosen(
  container: MedusaContainer,
  answer: StaffAnswer
): Promise<CatalogVariant[]> {
  if (answer.answer !== "choose_variant") {
    return []
  }
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "product_variant",
    fields: ["product_id"],
    filters: { id: answer.variant_id },
  })
  const productIds = (data as { product_id: string | null }[]).flatMap(
    ({ product_id }) => (product_id ? [product_id] : [])
  )
  return readVariants(query, productIds)
}

async function readOrder(
  container: MedusaContainer,
  id: string
): Promise<OrderFacts | null> {
  const orders = container.resolve(Modules.ORDER)
  const [order] = await orders.listOrders(
    { id },
    {
      select: ["id", "status", "currency_code", "total"],
      relations: ["items", "items.detail", "shipping_address"],
      take: 1,
    }
  )
  if (!order) {
    return null
  }
  const [change] = await orders.listOrderChanges(
    {
      order_id: id,
      status: [OrderChangeStatus.PENDING, OrderChangeStatus.REQUESTED],
    },
    { select: ["id"], take: 1 }
  )
  return toFacts(order, change?.id ?? null)
}

function toFacts(order: OrderDTO, openChangeId: string | null): OrderFacts {
  const exponent = minorUnitExponent(order.currency_code)
  return {
    id: order.id,
    isCanceled: order.status === "canceled",
    total: MathBN.mult(order.total, 10 ** exponent)
      .decimalPlaces(0)
      .toNumber(),
    country: order.shipping_address?.country_code ?? null,
    lines: (order.items ?? []).map((line) => ({
      id: line.id,
      orderItemId: line.detail.id,
      variantId: line.variant_id ?? null,
      quantity: line.quantity,
      fulfilled: line.detail.fulfilled_quantity,
      metadata: line.metadata ?? {},
    })),
    openChangeId,
  }
}

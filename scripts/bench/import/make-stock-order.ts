import type { MedusaContainer } from "@medusajs/framework/types"
import {
  createOrderPaymentCollectionWorkflow,
  createOrderWorkflow,
  createReservationsWorkflow,
  markPaymentCollectionAsPaid,
} from "@medusajs/medusa/core-flows"
import { findSellable } from "../../seed/find-sellable"
import { type Basket, EXPRESS } from "./baskets"
import type { StockShop, StockVariant } from "./stock-shop"

const ADDRESS = {
  first_name: "Grace",
  last_name: "Hopper",
  address_1: "1420 Portage St",
  city: "Kalamazoo",
  province: "MI",
  postal_code: "49001",
  country_code: "us",
  phone: "+12695550100",
}

/**
 * What Medusa's documentation tells whoever imports a paid order to do: the order, its
 * reservations, its payment collection, and a payment of the system's provider that is captured.
 * Nothing is asked of Stripe and nothing is kept of the event, so a second run makes a second order.
 *
 * @returns the order's id
 */
export async function makeStockOrder(
  container: MedusaContainer,
  shop: StockShop,
  basket: Basket
): Promise<string> {
  const { result: order } = await createOrderWorkflow(container).run({
    input: orderOf(shop, basket),
  })
  const lines = order.items ?? []
  await createReservationsWorkflow(container).run({
    input: {
      reservations: lines.map((line) => ({
        line_item_id: line.id,
        inventory_item_id: variantOf(shop, line.variant_sku).inventoryItemId,
        location_id: shop.locationId,
        quantity: line.quantity,
      })),
    },
  })
  const { result: collections } = await createOrderPaymentCollectionWorkflow(
    container
  ).run({ input: { order_id: order.id, amount: amountOf(basket) } })
  await markPaymentCollectionAsPaid(container).run({
    input: {
      order_id: order.id,
      payment_collection_id: collections[0]?.id ?? "",
    },
  })
  return order.id
}

/** With prices given: Medusa need not look for them. */
function orderOf(shop: StockShop, { email, lines }: Basket) {
  return {
    region_id: shop.regionId,
    sales_channel_id: shop.salesChannelId,
    currency_code: "usd",
    email,
    shipping_address: ADDRESS,
    billing_address: ADDRESS,
    items: lines.map(({ sku, quantity }) => {
      const { id, title } = variantOf(shop, sku)
      const unit_price = priceOf(sku)
      return { variant_id: id, variant_sku: sku, title, quantity, unit_price }
    }),
    shipping_methods: [
      {
        name: EXPRESS.name,
        shipping_option_id: shop.shippingOptionId,
        amount: EXPRESS.amount,
      },
    ],
  }
}

/** Major units. */
function priceOf(sku: string): number {
  return findSellable(sku).unitAmount / 100
}

function amountOf({ lines }: Basket): number {
  return lines.reduce(
    (sum, { sku, quantity }) => sum + priceOf(sku) * quantity,
    EXPRESS.amount
  )
}

function variantOf(
  shop: StockShop,
  sku: string | null | undefined
): StockVariant {
  const variant = shop.variants.get(sku ?? "")
  if (!variant) {
    throw new Error(`The shop has no ${sku ?? "item"}`)
  }
  return variant
}

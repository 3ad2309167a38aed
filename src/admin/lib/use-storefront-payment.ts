import { useQuery } from "@tanstack/react-query"
import type {
  StorefrontPaymentListResponse,
  StorefrontPaymentResponse,
} from "../../types/storefront-payments"
import { client } from "./client"

/** The payment on the storefront that an order was made from; null for Medusa's own orders. */
export function useStorefrontPayment(orderId: string) {
  return useQuery<StorefrontPaymentResponse | null>({
    queryKey: ["storefront-payment", orderId],
    queryFn: async () => {
      const { payments } =
        await client.client.fetch<StorefrontPaymentListResponse>(
          "/admin/storefront/payments",
          { query: { order_id: orderId, limit: 1 } }
        )
      return payments[0] ?? null
    },
  })
}

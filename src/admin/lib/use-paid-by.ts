import { useQuery } from "@tanstack/react-query"
import type { StorefrontPaidBy } from "../../types/storefront-payments"
import { client } from "./client"

/** As the import writes it (`src/workflows/storefront-orders/domain/plan-payment-data`). */
type StorefrontPaymentData = { paid_by?: StorefrontPaidBy | null }

const FIELDS = "id,payment_collections.payments.data"

/** How the customer paid the order, as Stripe told; null where it did not, or nothing was charged. */
export function usePaidBy(orderId: string): StorefrontPaidBy | null {
  const { data } = useQuery<StorefrontPaidBy | null>({
    queryKey: ["storefront-paid-by", orderId],
    queryFn: async () => {
      const { order } = await client.admin.order.retrieve(orderId, {
        fields: FIELDS,
      })
      const payments = order.payment_collections.flatMap(
        (collection) => collection.payments ?? []
      )
      const found = payments.find(
        ({ data }) => (data as StorefrontPaymentData | undefined)?.paid_by
      )
      return (found?.data as StorefrontPaymentData | undefined)?.paid_by ?? null
    },
  })
  return data ?? null
}

import type { RemoteQueryFunction } from "@medusajs/framework/types"
import type { MedusaPaymentFacts } from "../domain/judge-medusa-payment"

type SessionRow = {
  payment_collection_id: string
  payment?: { refunds?: { id: string }[] } | null
}

/** Where a payment of Medusa's own checkout stands, by its payment session's id. */
export async function readMedusaPayment(
  query: Omit<RemoteQueryFunction, symbol>,
  sessionId: string
): Promise<MedusaPaymentFacts> {
  const read = async <Row>(
    entity: string,
    fields: string[],
    filters: Record<string, string>
  ): Promise<Row | undefined> => {
    const { data } = await query.graph({ entity, fields, filters })
    return (data as unknown as Row[])[0]
  }
  const session = await read<SessionRow>(
    "payment_session",
    ["payment_collection_id", "payment.refunds.id"],
    { id: sessionId }
  )
  // An empty text matches nothing, where undefined would match every row.
  const cart = await read<{ cart_id: string }>(
    "cart_payment_collection",
    ["cart_id"],
    { payment_collection_id: session?.payment_collection_id ?? "" }
  )
  const order = await read<{ order_id: string }>("order_cart", ["order_id"], {
    cart_id: cart?.cart_id ?? "",
  })
  return {
    cart_id: cart?.cart_id ?? null,
    order_id: order?.order_id ?? null,
    refunded: (session?.payment?.refunds?.length ?? 0) > 0,
  }
}

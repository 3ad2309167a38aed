import type {
  OrderFacts,
  QuestionFacts,
} from "../../src/workflows/storefront-orders/domain/question-facts"
import { CONTEXT } from "./import-facts"

/** A question about one unknown line of an order of $100, but for what the test says. */
export function questionFacts({
  issue,
  order,
  ...overrides
}: Partial<Omit<QuestionFacts, "issue" | "order">> & {
  issue?: Partial<QuestionFacts["issue"]>
  order?: Partial<OrderFacts> | null
} = {}): QuestionFacts {
  return {
    issue: {
      id: "siss_1",
      kind: "line_not_matched",
      subject: "ordli_1",
      itemKey: '["product:coat"]',
      details: {},
      ...issue,
    },
    payment: {
      id: "spay_1",
      payment: "pi_1",
      amount: 10_000,
      currencyCode: "usd",
    },
    order: order === null ? null : { ...ORDER, ...order },
    variants: [],
    regions: CONTEXT.regions,
    locationIds: CONTEXT.locationIds,
    ...overrides,
  }
}

const ORDER: OrderFacts = {
  id: "order_1",
  isCanceled: false,
  total: 10_000,
  country: "us",
  lines: [
    {
      id: "ordli_1",
      orderItemId: "orditem_1",
      variantId: null,
      quantity: 2,
      fulfilled: 0,
      metadata: { stripe_line_item_id: "li_1" },
    },
  ],
  openChangeId: null,
}

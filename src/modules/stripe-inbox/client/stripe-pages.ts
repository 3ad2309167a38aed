import type Stripe from "stripe"
import { readFromStripe } from "../../../lib/stripe"
import type { TimeSpan } from "../types"

/** The most that Stripe gives at once. */
const PAGE_SIZE = 100

/**
 * The events of these types that Stripe made within a span, newest first, a page at a time.
 *
 * @param types at most 20 (https://docs.stripe.com/api/events/list).
 * @throws WorkError when Stripe cannot be asked.
 */
export function eventPages(
  stripe: Stripe,
  types: readonly string[],
  span: TimeSpan
): AsyncGenerator<Stripe.Event[]> {
  return pagesOf((page) =>
    stripe.events.list({ ...page, types: [...types], created: range(span) })
  )
}

/**
 * The completed Checkout Sessions that were made within a span, with their PaymentIntents, newest
 * first, a page at a time.
 *
 * @throws WorkError when Stripe cannot be asked.
 */
export function completeSessionPages(
  stripe: Stripe,
  span: TimeSpan
): AsyncGenerator<Stripe.Checkout.Session[]> {
  return pagesOf((page) =>
    stripe.checkout.sessions.list({
      ...page,
      status: "complete",
      created: range(span),
      expand: ["data.payment_intent"],
    })
  )
}

/**
 * The charges that were made within a span, newest first, a page at a time.
 *
 * @throws WorkError when Stripe cannot be asked.
 */
export function chargePages(
  stripe: Stripe,
  span: TimeSpan
): AsyncGenerator<Stripe.Charge[]> {
  return pagesOf((page) =>
    stripe.charges.list({ ...page, created: range(span) })
  )
}

type PageParams = { limit: number; starting_after?: string }

/** Nothing of a page is kept when the next one is asked for. */
async function* pagesOf<T extends { id: string }>(
  list: (page: PageParams) => Promise<Stripe.ApiList<T>>
): AsyncGenerator<T[]> {
  let cursor: { starting_after?: string } = {}
  for (;;) {
    const page = await readFromStripe(() =>
      list({ limit: PAGE_SIZE, ...cursor })
    )
    yield page.data
    const last = page.data.at(-1)
    if (!page.has_more || !last) {
      return
    }
    cursor = { starting_after: last.id }
  }
}

/** Stripe counts in whole seconds. */
function range({ from, until }: TimeSpan): Stripe.RangeQueryParam {
  return {
    gte: Math.floor(from.getTime() / 1000),
    lt: Math.floor(until.getTime() / 1000),
  }
}

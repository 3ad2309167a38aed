import type { ChargeSums } from "../../../modules/stripe-inbox/client/stripe-charges"
import type { StripeReader } from "../../../modules/stripe-inbox/client/stripe-reader"
import type { TimeSpan } from "../../../modules/stripe-inbox/types"

/** From so many payments on a list costs less than asking for each. */
const WORTH_A_LIST = 5
/** A page that shows fewer of the wanted payments than this is not worth its while. */
const WORTH_A_PAGE = 4

/**
 * What Stripe has of payments, by PaymentIntent; without those that it has no charge of.
 *
 * Nobody here knows when a payment was charged, only Stripe does. But payments that came in one
 * after another were mostly charged one after another: so the first and the last are asked for
 * singly, then all that was charged between them is listed, and what the list has not shown is
 * asked for singly again. In the worst case, payments from all over the years, that is a call for
 * each and a quarter more.
 *
 * @param intents in the order in which they came in.
 * @throws WorkError when Stripe cannot be asked.
 */
export async function findChargeSums(
  reader: StripeReader,
  intents: readonly string[]
): Promise<Map<string, ChargeSums>> {
  const found = new Map<string, ChargeSums>()
  const look = async (intent: string | undefined): Promise<void> => {
    const sums = intent === undefined ? null : await reader.sumsOf(intent)
    if (sums) {
      found.set(sums.payment_intent, sums)
    }
  }
  if (intents.length >= WORTH_A_LIST) {
    await look(intents[0])
    await look(intents.at(-1))
    await listBetween(reader, intents, found)
  }
  for (const intent of intents) {
    if (!found.has(intent)) {
      await look(intent)
    }
  }
  return found
}

async function listBetween(
  reader: StripeReader,
  intents: readonly string[],
  found: Map<string, ChargeSums>
): Promise<void> {
  const span = spanOf([...found.values()])
  const wanted = new Set(intents)
  let pagesLeft = Math.ceil(intents.length / WORTH_A_PAGE)
  if (!span) {
    return
  }
  for await (const page of reader.sumsWithin(span)) {
    for (const sums of page) {
      if (wanted.has(sums.payment_intent)) {
        found.set(sums.payment_intent, sums)
      }
    }
    pagesLeft -= 1
    if (pagesLeft <= 0 || found.size === wanted.size) {
      return
    }
  }
}

/** Stripe counts in whole seconds; the last one belongs to it. */
function spanOf(sums: readonly ChargeSums[]): TimeSpan | null {
  const times = sums.map(({ chargedAt }) => chargedAt.getTime())
  return times.length > 0
    ? {
        from: new Date(Math.min(...times)),
        until: new Date(Math.max(...times) + 1000),
      }
    : null
}

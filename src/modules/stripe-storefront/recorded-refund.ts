import { AsyncLocalStorage } from "node:async_hooks"

const recorded = new AsyncLocalStorage<string>()

/**
 * Runs a call of Medusa's payment module that enters a refund of this payment, without the provider
 * asking Stripe for one: Stripe has made it already, or is asked for it next.
 *
 * It holds for the call and nothing else. A mark in the payment's data would outlive a crash and
 * swallow a later refund that staff mean.
 *
 * @param paymentIntent its id; a refund of any other payment is made as ever.
 */
export function enterRefundOnly<T>(
  paymentIntent: string,
  call: () => Promise<T>
): Promise<T> {
  return recorded.run(paymentIntent, call)
}

/** Whether the refund of this payment that is just being made is only entered. */
export function isOnlyEntered(paymentIntent: string): boolean {
  return recorded.getStore() === paymentIntent
}

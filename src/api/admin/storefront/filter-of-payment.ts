/** Finds a payment by its id in the ledger, its PaymentIntent or its Checkout Session. */
export function filterOfPayment(name: string) {
  return {
    $or: [
      { id: name },
      { payment: name },
      { payment_intent_id: name },
      { checkout_session_id: name },
    ],
  }
}

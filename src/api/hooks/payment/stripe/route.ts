/** Where Stripe posts its events. */
export { receiveDelivery as POST } from "../receive-delivery"

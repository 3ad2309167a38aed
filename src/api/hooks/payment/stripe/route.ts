/** Where Stripe posts its events. */
export { receiveThroughMedusa as POST } from "../receive-through-medusa"

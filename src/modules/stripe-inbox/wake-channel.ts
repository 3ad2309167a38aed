/** `NOTIFY` on it wakes the workers of the inbox, in whichever process they are. */
export const WAKE_CHANNEL = "stripe_inbox"

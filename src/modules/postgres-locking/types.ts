/** A key that this process has locked. */
export type HeldLock = {
  owner: string
  /** When it ends although nobody gave it back, as `Date.now()`; never with Infinity. */
  endsAt: number
  /** Told where another has it by now. */
  onLost?: () => void
}

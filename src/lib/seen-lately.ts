type Seen<T> = { at: number; value: T }

/**
 * What somebody else may change at any time, looked at again when it was last looked at a while ago.
 * Who asks while it is looked at waits for that. What cannot be seen is not guessed, nor kept: who
 * asks next looks again.
 */
export class SeenLately<T> {
  private seen: Seen<T> | null = null
  private looking: Promise<Seen<T>> | null = null
  /** Grows whenever what was seen counts no more. */
  private doubts = 0

  /**
   * @param look begins to look when it is called: the age of what it finds is counted from there
   * @param trustedMs for how long it need not be looked at again
   * @param now in ms, never going back; another clock is for tests
   */
  constructor(
    private readonly look: () => Promise<T>,
    private readonly trustedMs: number,
    private readonly now: () => number = () => performance.now()
  ) {}

  /** @throws whatever looking throws */
  async get(): Promise<T> {
    for (;;) {
      if (this.seen && this.now() - this.seen.at < this.trustedMs) {
        return this.seen.value
      }
      const { doubts } = this
      const { value } = await this.lookOnce()
      if (doubts === this.doubts) {
        return value
      }
    }
  }

  /** What was seen counts no more, nor does what is just being looked at. */
  doubt(): void {
    this.doubts += 1
    this.seen = null
    this.looking = null
  }

  private lookOnce(): Promise<Seen<T>> {
    if (this.looking) {
      return this.looking
    }
    const { doubts } = this
    const at = this.now()
    const looking = this.look()
      .then((value) => {
        const seen = { at, value }
        if (doubts === this.doubts) {
          this.seen = seen
        }
        return seen
      })
      .finally(() => {
        if (doubts === this.doubts) {
          this.looking = null
        }
      })
    this.looking = looking
    return looking
  }
}

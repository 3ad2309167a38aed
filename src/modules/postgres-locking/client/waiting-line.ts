/** Who waits for a lock in this process, in the order in which they came. */
export class WaitingLine {
  private readonly last = new Map<string, Promise<void>>()

  /**
   * Waits until those before have left.
   *
   * @returns what has to be called to leave; also by who did not wait to the end.
   */
  enter(key: string): { turn: Promise<void>; leave: () => void } {
    const turn = this.last.get(key) ?? Promise.resolve()
    let leave: () => void = () => undefined
    const left = new Promise<void>((resolve) => {
      leave = resolve
    })
    const tail = turn.then(() => left)
    this.last.set(key, tail)
    void tail.then(() => {
      if (this.last.get(key) === tail) {
        this.last.delete(key)
      }
    })
    return { turn, leave }
  }
}

type WriteBehindOptions<Value> = {
  /** How long at most a note waits, in ms. */
  everyMs: number
  /** What two notes of one name come to. */
  merge: (earlier: Value, later: Value) => Value
  /** Writes them all, or none. */
  write: (notes: ReadonlyMap<string, Value>) => Promise<void>
  /** Told of each write that failed; what it held is written with the next. */
  onFailure: (error: unknown) => void
}

/**
 * Collects notes in memory and writes them together every few seconds, so that what is noted waits
 * for no database. A process that is killed loses the last seconds of them: for figures, not for
 * what must not be lost.
 */
export class WriteBehind<Value> {
  private notes = new Map<string, Value>()
  private timer: NodeJS.Timeout | null = null
  private writing: Promise<void> = Promise.resolve()

  constructor(private readonly options: WriteBehindOptions<Value>) {}

  note(name: string, value: Value): void {
    const earlier = this.notes.get(name)
    this.notes.set(
      name,
      earlier === undefined ? value : this.options.merge(earlier, value)
    )
    this.writeSoon()
  }

  /** Writes what there is now; at shutdown the last call. Never rejects. */
  flush(): Promise<void> {
    if (this.timer) {
      clearTimeout(this.timer)
      this.timer = null
    }
    this.writing = this.writing.then(() => this.writeNotes())
    return this.writing
  }

  private writeSoon(): void {
    this.timer ??= setTimeout(() => {
      void this.flush()
    }, this.options.everyMs).unref()
  }

  private async writeNotes(): Promise<void> {
    if (this.notes.size === 0) {
      return
    }
    const notes = this.notes
    this.notes = new Map()
    try {
      await this.options.write(notes)
    } catch (error) {
      const later = this.notes
      this.notes = notes
      for (const [name, value] of later) {
        this.note(name, value)
      }
      this.writeSoon()
      this.options.onFailure(error)
    }
  }
}

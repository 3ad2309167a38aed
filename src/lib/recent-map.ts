/** Keeps so many entries; the one that nobody asked for longest goes first. */
export class RecentMap<Key, Value> {
  private readonly entries = new Map<Key, Value>()

  constructor(private readonly limit: number) {}

  get size(): number {
    return this.entries.size
  }

  get(key: Key): Value | undefined {
    const value = this.entries.get(key)
    if (value !== undefined) {
      // A Map keeps the order in which its entries were set.
      this.entries.delete(key)
      this.entries.set(key, value)
    }
    return value
  }

  set(key: Key, value: Value): void {
    this.entries.delete(key)
    this.entries.set(key, value)
    const [oldest] = this.entries.keys()
    if (this.entries.size > this.limit && oldest !== undefined) {
      this.entries.delete(oldest)
    }
  }

  delete(key: Key): void {
    this.entries.delete(key)
  }

  values(): IterableIterator<Value> {
    return this.entries.values()
  }
}

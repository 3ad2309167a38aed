/** One kind of object, kept in the order in which it was made. Objects are never changed in place. */
export class Collection<T extends { id: string }> {
  private readonly order: T[] = []
  private readonly positions = new Map<string, number>()

  constructor(
    private readonly onChange: () => void,
    initial: readonly T[] = []
  ) {
    initial.forEach((object) => {
      this.place(object)
    })
  }

  get size(): number {
    return this.order.length
  }

  get(id: string): T | undefined {
    const position = this.positions.get(id)
    return position === undefined ? undefined : this.order[position]
  }

  positionOf(id: string): number | undefined {
    return this.positions.get(id)
  }

  at(position: number): T | undefined {
    return this.order[position]
  }

  /** Adds the object, or puts it in the place of the one with the same id. */
  put(object: T): T {
    this.place(object)
    this.onChange()
    return object
  }

  /** Oldest first. */
  all(): readonly T[] {
    return this.order
  }

  find(matches: (object: T) => boolean): T | undefined {
    return this.order.find(matches)
  }

  private place(object: T): void {
    const position = this.positions.get(object.id)
    if (position === undefined) {
      this.positions.set(object.id, this.order.push(object) - 1)
    } else {
      this.order[position] = object
    }
  }
}

/**
 * Does the same to each item, in their order, and begins with the next ones while what came of the
 * earlier is still being used.
 *
 * @param ahead so many are begun before what came of one is asked for
 * @throws what the work threw, when it is that item's turn
 */
export async function* workAhead<Item, Result>(
  items: AsyncIterable<Item>,
  work: (item: Item) => Promise<Result>,
  ahead: number
): AsyncGenerator<Result> {
  const begun: Promise<Result>[] = []
  for await (const item of items) {
    const result = work(item)
    // Nobody waits for it if one before it fails, or no more are wanted.
    result.catch(() => undefined)
    begun.push(result)
    const [first] = begun
    if (first && begun.length > ahead) {
      void begun.shift()
      yield await first
    }
  }
  for (const result of begun) {
    yield await result
  }
}

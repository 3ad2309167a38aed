/** Thrown where so many wait already that one more would wait too long. */
export class TooManyWaitingError extends Error {
  override readonly name = "TooManyWaitingError"
}

/**
 * Runs a few works at once; the others wait, in the order in which they came.
 *
 * @param running how many at once
 * @param waiting how many may wait
 * @returns what runs one. @throws TooManyWaitingError
 */
export function atMost(
  running: number,
  waiting: number
): <Result>(work: () => Promise<Result>) => Promise<Result> {
  const queue: (() => void)[] = []
  let free = running
  return async (work) => {
    if (free > 0) {
      free -= 1
    } else if (queue.length < waiting) {
      // Whoever leaves hands its place on, so nobody can slip in between.
      await new Promise<void>((resolve) => queue.push(resolve))
    } else {
      throw new TooManyWaitingError(`${waiting} are waiting already`)
    }
    try {
      return await work()
    } finally {
      const next = queue.shift()
      if (next) {
        next()
      } else {
        free += 1
      }
    }
  }
}

/**
 * Waits for work, but no longer than a time; the work itself goes on, and what it comes to is then
 * nobody's any more.
 *
 * @param late what counts instead, or throws
 */
export async function within<Result, Late = never>(
  ms: number,
  work: Promise<Result>,
  late: () => Late
): Promise<Result | Late> {
  let timer: NodeJS.Timeout | undefined
  const gaveUp = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms)
  }).then(late)
  try {
    return await Promise.race([work, gaveUp])
  } finally {
    clearTimeout(timer)
  }
}

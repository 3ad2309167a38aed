/**
 * Makes calls wait for each other, in the order in which they came. One that fails does not keep the
 * next from running.
 */
export function inTurn<Result>(
  run: () => Promise<Result>
): () => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve()
  return () => {
    const next = last.then(run, run)
    last = next
    return next
  }
}

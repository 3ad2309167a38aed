/**
 * Closes an exhaustive `switch`: the compiler refuses a case that was forgotten.
 *
 * @throws Error when a value outside the type arrives at run time.
 */
export function assertUnreachable(value: never): never {
  throw new Error(`No case for ${JSON.stringify(value)}`)
}

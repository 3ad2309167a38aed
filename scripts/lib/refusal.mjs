// @ts-check

/**
 * A failure whose message is written for the person at the terminal: it is
 * printed as it is, without a stack.
 */
export class Refusal extends Error {
  /**
   * @param {string} message
   * @param {{ exitCode?: 1 | 2, cause?: unknown }} [options] exitCode 2 means
   *   that the command was used wrongly, 1 that something failed
   */
  constructor(message, { exitCode = 1, cause } = {}) {
    super(message, { cause })
    this.name = "Refusal"
    this.exitCode = exitCode
  }
}

/**
 * What a person should read of an error: the message of a refusal, the stack of
 * anything unexpected.
 * @param {unknown} error
 * @returns {string}
 */
export function describeError(error) {
  if (error instanceof Refusal) return error.message
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

/**
 * An error whose message is for the person at the terminal; printed as it is, without a stack.
 * `exitCode` 2 means that the command was used wrongly, 1 that something failed.
 */
export class DemoError extends Error {
  override readonly name = "DemoError"
  readonly exitCode: 1 | 2

  constructor(
    message: string,
    { exitCode = 1, cause }: { exitCode?: 1 | 2; cause?: unknown } = {}
  ) {
    super(message, { cause })
    this.exitCode = exitCode
  }
}

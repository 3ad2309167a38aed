const outlived = new WeakSet<NodeJS.WritableStream>()

/**
 * Has the process go on where whoever read its output is gone. An error that nobody listens for
 * ends in Medusa's handler of uncaught ones, which logs it: to the same stream, without end.
 */
export function outliveLogReader(
  ...streams: readonly NodeJS.WritableStream[]
): void {
  for (const stream of streams) {
    if (!outlived.has(stream)) {
      outlived.add(stream)
      stream.on("error", () => undefined /* there is nowhere left to say so */)
    }
  }
}

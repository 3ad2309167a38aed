// @ts-check

const signals = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])

/**
 * Turns the signals that end a command into a promise; a second one while it
 * stops kills everything at once.
 * @param {import("./child-processes.mjs").ChildProcesses} children
 * @returns {Promise<undefined>} settled by the first signal
 */
export function onStopSignal(children) {
  // The terminal may be gone by then; nothing that is printed matters more than
  // stopping in order.
  for (const stream of [process.stdout, process.stderr])
    stream.on("error", () => {})
  return new Promise((resolve) => {
    let count = 0
    for (const signal of signals) {
      process.on(signal, () => {
        count += 1
        if (count === 1) return resolve(undefined)
        children.killAll()
        process.exit(130)
      })
    }
  })
}

const SIGNALS = ["SIGTERM", "SIGINT"] as const

type Stop = () => Promise<void>

const stops = new Set<Stop>()

/**
 * Calls back when the process is told to stop. Medusa calls its modules only once every HTTP request
 * under way has ended, however long one takes, and by then the platform may have lost patience.
 *
 * Where nobody else listens to the signal, the process ends by it afterwards, as it would have.
 *
 * @param stop must not reject
 * @returns takes the callback back
 */
export function onStopSignal(stop: Stop): () => void {
  if (stops.size === 0) {
    SIGNALS.forEach((signal) => process.on(signal, hear))
  }
  stops.add(stop)
  return () => {
    stops.delete(stop)
    if (stops.size === 0) {
      fallSilent()
    }
  }
}

function hear(signal: NodeJS.Signals): void {
  fallSilent()
  const isAlone = process.listenerCount(signal) === 0
  void Promise.all([...stops].map((stop) => stop())).then(() => {
    if (isAlone) {
      process.kill(process.pid, signal)
    }
  })
}

function fallSilent(): void {
  SIGNALS.forEach((signal) => process.off(signal, hear))
}

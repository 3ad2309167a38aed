import { QueueWorker, type QueueWorkerOptions } from "./queue-worker"
import { onStopSignal } from "./stop-signal"
import { WakeListener } from "./wake-listener"

/** How long a stop waits for work under way, before it is given back. */
const STOP_GRACE_MS = 8_000

export type WokenWorkerOptions = QueueWorkerOptions & {
  /** The database whose `NOTIFY` wakes the worker. */
  connectionString: string
  channel: string
  /** Workers that start and stop with it; whoever puts work in for them wakes them. */
  beside?: readonly QueueWorker[]
}

/** A {@link QueueWorker} that `NOTIFY` wakes, from whichever process it comes. */
export class WokenWorker {
  private readonly worker: QueueWorker
  private readonly beside: readonly QueueWorker[]
  private readonly listener: WakeListener
  private stopping: Promise<void> | null = null
  private forgetSignal = (): void => undefined

  constructor({
    connectionString,
    channel,
    beside = [],
    ...options
  }: WokenWorkerOptions) {
    this.worker = new QueueWorker(options)
    this.beside = beside
    this.listener = new WakeListener({
      connectionString,
      channel,
      onWake: () => {
        this.worker.wake()
      },
      onError: (error) => {
        options.log.warn(`listening on ${channel} failed: ${error.message}`)
      },
    })
  }

  /** Does not wait for the listener: until it listens, the worker polls. */
  start(): void {
    this.beside.forEach((worker) => {
      worker.start()
    })
    this.worker.start()
    this.forgetSignal = onStopSignal(() => this.stop())
    void this.listener.start()
  }

  wake(): void {
    this.worker.wake()
  }

  /** Takes nothing new, and gives back what does not finish in 8 s. Begins with the signal already. */
  stop(): Promise<void> {
    this.forgetSignal()
    this.stopping ??= this.stopBoth()
    return this.stopping
  }

  private async stopBoth(): Promise<void> {
    await Promise.all([
      this.listener.stop(),
      ...[this.worker, ...this.beside].map((worker) =>
        worker.stop(STOP_GRACE_MS)
      ),
    ])
  }
}

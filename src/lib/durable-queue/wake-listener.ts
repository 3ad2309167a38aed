import { Client } from "pg"
import { delay } from "./delay"

const RECONNECT_MS = 1_000
/** For connecting, and for beginning to listen. */
const ANSWER_TIMEOUT_MS = 5_000
/** A connection that leads nowhere cannot be closed in good order. */
const CLOSE_TIMEOUT_MS = 1_000

/** Passes database errors on for logging; the listener itself goes on. */
export type WakeListenerOptions = {
  connectionString: string
  channel: string
  onWake: () => void
  onError: (error: Error) => void
}

/**
 * Listens for PostgreSQL's `NOTIFY` on a connection of its own, so that work put in by another
 * process starts at once. Nothing depends on it: where it cannot listen (a pooler in transaction
 * mode, the database out), polling finds the same work a little later.
 */
export class WakeListener {
  private client: Client | null = null
  private stopped = false
  private reconnect: NodeJS.Timeout | null = null

  constructor(private readonly options: WakeListenerOptions) {}

  /**
   * Connects, and connects again whenever the connection is lost, until {@link stop}. Nobody needs
   * to wait for it: it never throws, and polling finds the work meanwhile.
   */
  async start(): Promise<void> {
    if (this.stopped) {
      return
    }
    const client = new Client({
      connectionString: this.options.connectionString,
      keepAlive: true,
      connectionTimeoutMillis: ANSWER_TIMEOUT_MS,
      query_timeout: ANSWER_TIMEOUT_MS,
      application_name: `wake ${this.options.channel}`,
    })
    this.client = client
    client.on("notification", this.options.onWake)
    client.on("error", (error) => this.retry(client, error))
    client.on("end", () => this.retry(client, null))
    try {
      await client.connect()
      await client.query(
        `LISTEN ${client.escapeIdentifier(this.options.channel)}`
      )
      // What was put in while nobody listened.
      this.options.onWake()
    } catch (error) {
      this.retry(
        client,
        error instanceof Error ? error : new Error(String(error))
      )
    }
  }

  /** Stops listening; takes a second at most. */
  async stop(): Promise<void> {
    this.stopped = true
    if (this.reconnect) {
      clearTimeout(this.reconnect)
    }
    const client = this.client
    this.client = null
    if (client) {
      await Promise.race([
        client.end().catch(this.options.onError),
        delay(CLOSE_TIMEOUT_MS),
      ])
    }
  }

  private retry(client: Client, error: Error | null): void {
    if (this.stopped || this.client !== client) {
      return
    }
    this.client = null
    if (error) {
      this.options.onError(error)
    }
    client.end().catch(() => undefined /* it is broken already */)
    this.reconnect = setTimeout(() => void this.start(), RECONNECT_MS)
    this.reconnect.unref()
  }
}

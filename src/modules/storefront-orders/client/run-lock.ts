import { Client } from "pg"

const CONNECT_TIMEOUT_MS = 5_000
const QUERY_TIMEOUT_MS = 20_000

const TAKE = "SELECT pg_try_advisory_lock(hashtext($1)) AS taken"

/**
 * Lets one run of a kind go on at a time, over all processes: a lock of the database's that lasts as
 * long as its connection, so that a process that dies gives it back by dying.
 */
export class RunLock {
  private lost = false

  private constructor(private readonly client: Client) {
    client.on("error", () => {
      this.lost = true
    })
    client.on("end", () => {
      this.lost = true
    })
  }

  /** @returns null where another run has it. */
  static async take(
    connectionString: string,
    name: string
  ): Promise<RunLock | null> {
    const client = new Client({
      connectionString,
      application_name: `run of ${name}`,
      keepAlive: true,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      query_timeout: QUERY_TIMEOUT_MS,
    })
    const lock = new RunLock(client)
    try {
      await client.connect()
      const { rows } = await client.query<{ taken: boolean }>(TAKE, [name])
      if (rows[0]?.taken) {
        return lock
      }
    } catch (error) {
      await lock.release()
      throw error
    }
    await lock.release()
    return null
  }

  /** False once the connection is gone: another run may have begun. */
  get held(): boolean {
    return !this.lost
  }

  async release(): Promise<void> {
    // A connection that is gone already has given the lock back.
    await this.client.end().catch(() => undefined)
  }
}

import { randomUUID } from "node:crypto"
import { setTimeout as wait } from "node:timers/promises"
import type { ILockingProvider, Logger } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import type { Pool } from "pg"
import { HeldLocks } from "./client/held-locks"
import { LockTable } from "./client/lock-table"
import { WaitingLine } from "./client/waiting-line"

/**
 * Medusa's own providers give up after 5 s, which fifty who reserve one item at once may take on a
 * busy machine: they would be told to ask again.
 */
const DEFAULT_TIMEOUT_SECONDS = 20
const RETRY_MS = { first: 10, most: 250 }
/** An owner that Medusa does not name. */
const NOBODY = "nobody:"

/**
 * Medusa's locks in PostgreSQL, so that they hold over all processes without Redis. Medusa's own
 * provider of that name refuses a key that was left behind by a process that died, for ever.
 */
export class PostgresLockingProviderService implements ILockingProvider {
  static identifier = "postgres-locking"
  private readonly pool: Pool
  private readonly table: LockTable
  private readonly held: HeldLocks
  private readonly line = new WaitingLine()

  constructor({ lockPool, logger }: { lockPool: Pool; logger: Logger }) {
    this.pool = lockPool
    this.table = new LockTable(this.pool)
    this.held = new HeldLocks(this.table, logger)
  }

  __hooks = {
    onApplicationShutdown: () => this.pool.end(),
  }

  /**
   * Runs a job that nobody else runs under the same keys.
   *
   * @param args `timeout` in seconds to wait for the keys
   * @throws MedusaError where the keys were not to be had in time, or were lost while the job ran: it
   *   may not have been alone.
   */
  async execute<T>(
    keys: string | string[],
    job: (signal?: AbortSignal) => Promise<T>,
    args?: { timeout?: number }
  ): Promise<T> {
    const names = namesOf(keys)
    const seconds = Math.max(
      Number(args?.timeout) || DEFAULT_TIMEOUT_SECONDS,
      1
    )
    const deadline = AbortSignal.timeout(seconds * 1_000)
    const places = names.map((name) => this.line.enter(name))
    try {
      await untilAborted(Promise.all(places.map(({ turn }) => turn)), deadline)
      return await this.hold(names, job, deadline)
    } finally {
      for (const { leave } of places) {
        leave()
      }
    }
  }

  /** @throws MedusaError where another owner has one of the keys; then none is taken. */
  async acquire(
    keys: string | string[],
    args?: { ownerId?: string | null; expire?: number }
  ): Promise<void> {
    const names = namesOf(keys)
    const owner = args?.ownerId ?? `${NOBODY}${randomUUID()}`
    if (!(await this.table.take(names, owner))) {
      throw conflict(`Failed to acquire lock for key "${names.join('", "')}"`)
    }
    const endsAt = args?.expire ? Date.now() + args.expire * 1_000 : Infinity
    for (const name of names) {
      this.held.add(name, { owner, endsAt })
    }
  }

  async release(
    keys: string | string[],
    args?: { ownerId?: string | null }
  ): Promise<boolean> {
    const released = await Promise.all(
      namesOf(keys).map(async (name) => {
        const owner = args?.ownerId ?? this.nobodyWith(name)
        if (owner === null) {
          return 0
        }
        this.held.drop(name, owner)
        return this.table.giveBack([name], owner)
      })
    )
    return released.every((count) => count === 1)
  }

  /** Without an owner, all that this process has. */
  async releaseAll(args?: { ownerId?: string | null }): Promise<void> {
    const owners = args?.ownerId ? [args.ownerId] : this.held.owners()
    for (const owner of owners) {
      for (const key of this.held.keysOf(owner)) {
        this.held.drop(key, owner)
      }
    }
    await this.table.giveBackAll(owners)
  }

  private async hold<T>(
    names: readonly string[],
    job: (signal: AbortSignal) => Promise<T>,
    deadline: AbortSignal
  ): Promise<T> {
    const owner = `job:${randomUUID()}`
    await this.takeInTime(names, owner, deadline)
    const lost = new AbortController()
    const onLost = () => {
      lost.abort(conflict(`Lost the lock for key "${names.join('", "')}"`))
    }
    for (const name of names) {
      this.held.add(name, { owner, endsAt: Infinity, onLost })
    }
    try {
      const result = await job(lost.signal)
      lost.signal.throwIfAborted()
      return result
    } finally {
      for (const name of names) {
        this.held.drop(name, owner)
      }
      await this.table.giveBack(names, owner)
    }
  }

  /** What another process has is asked for again and again, each time after a longer while. */
  private async takeInTime(
    names: readonly string[],
    owner: string,
    deadline: AbortSignal
  ): Promise<void> {
    let pause = RETRY_MS.first
    while (!(await this.table.take(names, owner))) {
      await untilAborted(wait(pause * (0.5 + Math.random() / 2)), deadline)
      pause = Math.min(pause * 2, RETRY_MS.most)
    }
  }

  private nobodyWith(name: string): string | null {
    const owner = this.held.ownerOf(name)
    return owner?.startsWith(NOBODY) ? owner : null
  }
}

/** Each once, and in one order for all, so that no two wait for each other. */
function namesOf(keys: string | string[]): string[] {
  return [...new Set([keys].flat())].sort()
}

function conflict(message: string): MedusaError {
  return new MedusaError(MedusaError.Types.CONFLICT, message)
}

async function untilAborted<T>(
  work: Promise<T>,
  signal: AbortSignal
): Promise<T> {
  const tooLate = (): MedusaError => conflict("Timed-out acquiring lock.")
  if (signal.aborted) {
    throw tooLate()
  }
  let stop: () => void = () => undefined
  const aborted = new Promise<never>((_, reject) => {
    stop = () => {
      reject(tooLate())
    }
    signal.addEventListener("abort", stop, { once: true })
  })
  try {
    return await Promise.race([work, aborted])
  } finally {
    signal.removeEventListener("abort", stop)
  }
}

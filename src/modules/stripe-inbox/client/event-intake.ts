import type { Pool } from "pg"
import { isRecord } from "../../../lib/unknown-values"
import { InboxUnavailableError } from "../errors"
import type { EventRow } from "../types"
import { storeEvents } from "./event-store"

/** Events that one commit takes at most, and their text in characters. */
const BATCH_EVENTS = 100
const BATCH_CHARACTERS = 4_000_000
/** Beyond this much waiting text the process says that it cannot take more. */
const WAITING_CHARACTERS = 64_000_000

export type EventIntakeOptions = {
  /** Commits under way at once. */
  commits: number
  /** After so long an event counts as not stored. */
  patienceMs: number
  /** Something new was committed. */
  onStored: () => void
}

type Waiting = {
  event: EventRow
  resolve: (isNew: boolean) => void
  reject: (error: Error) => void
}

/**
 * Stores events, those that arrive while a commit is under way together with the next one: the disk
 * is waited for once and not for each. A single event does not wait for company.
 */
export class EventIntake {
  private waiting: Waiting[] = []
  private waitingCharacters = 0
  private commits = 0

  constructor(
    private readonly pool: Pool,
    private readonly options: EventIntakeOptions
  ) {}

  /**
   * @returns false when the event was there already.
   * @throws InboxUnavailableError when it was not committed in time. It may be later: whoever sends
   *   it again is told that it is there.
   */
  store(event: EventRow): Promise<boolean> {
    if (this.waitingCharacters > WAITING_CHARACTERS) {
      return Promise.reject(
        new InboxUnavailableError("More events wait to be stored than fit")
      )
    }
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        reject(new InboxUnavailableError("The event was not stored in time"))
      }, this.options.patienceMs)
      this.waiting.push({
        event,
        resolve: (isNew) => {
          clearTimeout(timer)
          resolve(isNew)
        },
        reject: (error) => {
          clearTimeout(timer)
          reject(error)
        },
      })
      this.waitingCharacters += event.payload.length
      this.commitNext()
    })
  }

  private commitNext(): void {
    if (this.waiting.length === 0 || this.commits >= this.options.commits) {
      return
    }
    const batch = this.takeBatch()
    this.commits += 1
    void this.commit(batch).finally(() => {
      this.commits -= 1
      this.commitNext()
    })
  }

  private takeBatch(): Waiting[] {
    let characters = 0
    const end = this.waiting.findIndex(({ event }, index) => {
      characters += event.payload.length
      return (
        index === BATCH_EVENTS || (index > 0 && characters > BATCH_CHARACTERS)
      )
    })
    const batch = this.waiting.splice(0, end === -1 ? this.waiting.length : end)
    for (const { event } of batch) {
      this.waitingCharacters -= event.payload.length
    }
    return batch
  }

  private async commit(batch: readonly Waiting[]): Promise<void> {
    try {
      const isNew = await storeEvents(
        this.pool,
        batch.map(({ event }) => event)
      )
      // Of several deliveries of one event in a commit the first has stored it.
      batch.forEach(({ event, resolve }) => {
        resolve(isNew.delete(event.id))
      })
      this.options.onStored()
    } catch (error) {
      if (batch.length > 1 && isOfTheData(error)) {
        await this.commitApart(batch)
        return
      }
      const refusal = new InboxUnavailableError(
        "The event could not be stored",
        { cause: error }
      )
      batch.forEach(({ reject }) => {
        reject(refusal)
      })
    }
  }

  /** One of them cannot be stored; the others must not suffer for it. */
  private async commitApart(batch: readonly Waiting[]): Promise<void> {
    for (const waiting of batch) {
      await this.commit([waiting])
    }
  }
}

/** SQLSTATE classes 22, 23 and 54: what was to be stored is at fault, not the database. */
function isOfTheData(error: unknown): boolean {
  return (
    isRecord(error) &&
    typeof error.code === "string" &&
    /^(22|23|54)/.test(error.code)
  )
}

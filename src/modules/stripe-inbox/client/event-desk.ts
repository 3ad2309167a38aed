import type { Pool } from "pg"
import type { DurableQueue } from "../../../lib/durable-queue"
import {
  type IgnoredJob,
  ignoreJob,
} from "../../../lib/durable-queue/ignore-job"
import type { EventCursor } from "../domain/event-cursor"
import type { EventFilter } from "../domain/event-filter"
import { type InboxStanding, readInboxStanding } from "./inbox-standing"
import { type InboxStatus, readInboxStatus } from "./inbox-status"
import { type ListedEvent, listEvents } from "./list-events"
import { type EventWithAttempts, readEvent } from "./read-event"
import {
  type RetriedEvents,
  type RetryDatabase,
  type RetrySelection,
  previewRetry,
  retryEvents,
} from "./retry-events"
import { IGNORED_BY_STAFF } from "../types"
import type { EventPage } from "./where-events"

/** What people look at and mend. Has connections of its own: looking never slows the work down. */
export class EventDesk {
  /** @param onRetried when events were sent off, for the workers of this process. */
  constructor(
    private readonly pool: Pool,
    private readonly queue: DurableQueue,
    private readonly onRetried: () => void
  ) {}

  private get database(): RetryDatabase {
    return { pool: this.pool, queue: this.queue }
  }

  status(): Promise<InboxStatus> {
    return readInboxStatus(this.pool)
  }

  /** When Stripe was last heard of. */
  standing(): Promise<InboxStanding> {
    return readInboxStanding(this.pool)
  }

  list(
    filter: EventFilter,
    page: EventPage & { limit: number }
  ): Promise<{ events: ListedEvent[]; next: EventCursor | null }> {
    return listEvents(this.pool, filter, page)
  }

  /** Null where there is no such event. */
  read(id: string): Promise<EventWithAttempts | null> {
    return readEvent(this.pool, id)
  }

  /** Sends events off again; see {@link retryEvents}. */
  async retry(selection: RetrySelection): Promise<RetriedEvents> {
    const retried = await retryEvents(this.database, selection)
    if (retried.events.sent_off.length > 0) {
      this.onRetried()
    }
    return retried
  }

  /** What {@link retry} would do; changes nothing. */
  previewRetry(selection: RetrySelection): Promise<RetriedEvents> {
    return previewRetry(this.database, selection)
  }

  /**
   * Sets an event aside that waits or was given up; {@link retry} undoes it.
   *
   * @param actor who says so, for the record.
   * @returns null where there is no such event.
   */
  ignore(
    id: string,
    { reason, actor }: { reason: string; actor: string }
  ): Promise<IgnoredJob | null> {
    return ignoreJob(this.pool, this.queue.tables, {
      id,
      code: IGNORED_BY_STAFF,
      reason,
      note: `${reason} (${actor})`,
    })
  }
}

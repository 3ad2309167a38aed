import type { Request, Response } from "express"
import { newId } from "../ids"

/** One API request; `status` is null where the connection was dropped without an answer. */
export interface LoggedRequest {
  id: string
  /** ISO 8601, UTC. */
  at: string
  method: string
  path: string
  idempotency_key: string | null
  status: number | null
  ms: number | null
  /** The kind of fault that was played, where one was. */
  fault?: string
}

/** What the API was asked, so that tests can say how often. */
export class RequestLog {
  private readonly entries: LoggedRequest[] = []
  private readonly byResponse = new WeakMap<
    Response,
    { entry: LoggedRequest; start: number }
  >()

  all(): LoggedRequest[] {
    return this.entries.map((entry) => ({ ...entry }))
  }

  clear(): void {
    this.entries.length = 0
  }

  begin(request: Request, response: Response): LoggedRequest {
    const entry: LoggedRequest = {
      id: newId("req_", 14),
      at: new Date().toISOString(),
      method: request.method,
      path: request.originalUrl.split("?")[0] ?? "/",
      idempotency_key: request.get("idempotency-key") ?? null,
      status: null,
      ms: null,
    }
    this.entries.push(entry)
    this.byResponse.set(response, { entry, start: performance.now() })
    return entry
  }

  of(response: Response): LoggedRequest {
    const logged = this.byResponse.get(response)
    if (!logged) {
      throw new Error("The request was not logged when it came in")
    }
    return logged.entry
  }

  /** Called before the answer leaves, so that who reads the answer finds it in the log. */
  answered(response: Response, status: number): void {
    const logged = this.byResponse.get(response)
    if (logged) {
      logged.entry.status = status
      logged.entry.ms = Math.round(performance.now() - logged.start)
    }
  }
}

import type { ServerResponse } from "node:http"
import { isRecord } from "../../lib/unknown-values"

const UNAUTHORIZED = 401

/**
 * Has Medusa's refusal of whoever is not signed in carry a type and a code like all others: it has
 * a message only, and is said before a project's middlewares are asked.
 */
export function completeRefusals(
  res: ServerResponse & { json?: unknown }
): void {
  // Express gives the answer its methods later, as a prototype: one of its own goes before them.
  res.json = function (this: ServerResponse, body: unknown): unknown {
    const { json } = Object.getPrototypeOf(this) as {
      json: (body: unknown) => unknown
    }
    return json.call(this, complete(this.statusCode, body))
  }
}

function complete(status: number, body: unknown): unknown {
  return status === UNAUTHORIZED && isRecord(body) && !("type" in body)
    ? { type: "unauthorized", code: "unauthorized", ...body }
    : body
}

/** A place in the list of events, between two of them. */
export type EventCursor = {
  /** UTC with microseconds, as PostgreSQL has it: a JavaScript date would lose three digits. */
  receivedAt: string
  id: string
}

const TIME =
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3])(:[0-5]\d){2}\.\d{6}Z$/
const ID = /^[\w-]{1,255}$/

/** The cursor as one opaque word for an address. */
export function encodeCursor({ receivedAt, id }: EventCursor): string {
  return Buffer.from(`${receivedAt} ${id}`).toString("base64url")
}

/** Reads what {@link encodeCursor} wrote; null for anything else. */
export function decodeCursor(text: string): EventCursor | null {
  const decoded = Buffer.from(text, "base64url").toString()
  const [receivedAt = "", id = "", ...rest] = decoded.split(" ")
  const cursor = { receivedAt, id }
  const isWhole =
    TIME.test(receivedAt) &&
    isDay(receivedAt) &&
    ID.test(id) &&
    rest.length === 0 &&
    encodeCursor(cursor) === text
  return isWhole ? cursor : null
}

/** The database would refuse a 30th of February, or a year 0, with an error of its own. */
function isDay(time: string): boolean {
  const day = new Date(`${time.slice(0, 10)}T00:00:00Z`)
  return (
    day.getUTCFullYear() > 0 &&
    day.toISOString().slice(0, 10) === time.slice(0, 10)
  )
}

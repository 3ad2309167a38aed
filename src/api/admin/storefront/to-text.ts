/** A time as the admin API writes it: ISO 8601 in UTC. */
export function toText(date: Date | null): string | null {
  return date ? new Date(date).toISOString() : null
}

/** Whether a value of unknown shape has fields that can be looked at. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null
}

/** A text that says something; null for everything else. */
export function textOrNull(value: unknown): string | null {
  return typeof value === "string" && value ? value : null
}

/**
 * A copy in which every text can be stored: PostgreSQL takes neither U+0000 nor half of a surrogate
 * pair, and a customer may have typed either. They become U+FFFD, «replacement character». The event
 * itself is kept as it was sent, where they are escaped.
 */
export function storable<T>(value: T): T
export function storable(value: unknown): unknown {
  if (typeof value === "string") {
    return value.toWellFormed().replaceAll("\u0000", "\uFFFD")
  }
  if (Array.isArray(value)) {
    return value.map((element: unknown) => storable(element))
  }
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, field]) => [
        storable(key),
        storable<unknown>(field),
      ])
    )
  }
  return value
}

import type { Collection } from "../collection"
import { noSuchObject } from "../errors"
import type { WireList } from "../objects/wire"

export interface Page {
  limit: number
  starting_after?: string
  ending_before?: string
}

export interface CreatedRange {
  gt?: number
  gte?: number
  lt?: number
  lte?: number
}

/** One page of a collection, newest first, as Stripe lists everything but line items. */
export function listNewestFirst<T extends { id: string }>(
  collection: Collection<T>,
  kind: string,
  url: string,
  page: Page,
  matches: (object: T) => boolean
): WireList<T> {
  const backwards = page.ending_before !== undefined
  const cursor = page.ending_before ?? page.starting_after
  const step = backwards ? 1 : -1
  let position = collection.size - 1
  if (cursor !== undefined) {
    const found = collection.positionOf(cursor)
    if (found === undefined) {
      throw noSuchObject(
        kind,
        cursor,
        backwards ? "ending_before" : "starting_after"
      )
    }
    position = found + step
  }
  const taken: T[] = []
  for (
    let object = collection.at(position);
    object;
    object = collection.at((position += step))
  ) {
    if (matches(object) && taken.push(object) > page.limit) {
      break
    }
  }
  const data = taken.slice(0, page.limit)
  if (backwards) {
    data.reverse()
  }
  return { object: "list", url, has_more: taken.length > page.limit, data }
}

/** One page of a fixed list in its own order, as Stripe lists line items. */
export function listInOrder<T extends { id: string }>(
  objects: readonly T[],
  kind: string,
  url: string,
  page: Page
): WireList<T> {
  const cursor = page.starting_after ?? page.ending_before
  const found = objects.findIndex((object) => object.id === cursor)
  if (cursor !== undefined && found === -1) {
    throw noSuchObject(
      kind,
      cursor,
      page.starting_after ? "starting_after" : "ending_before"
    )
  }
  if (page.ending_before !== undefined) {
    const start = Math.max(0, found - page.limit)
    return {
      object: "list",
      url,
      has_more: start > 0,
      data: objects.slice(start, found),
    }
  }
  const end = found + 1 + page.limit
  return {
    object: "list",
    url,
    has_more: end < objects.length,
    data: objects.slice(found + 1, end),
  }
}

export function inRange(
  created: number,
  range: CreatedRange | undefined
): boolean {
  return (
    created > (range?.gt ?? -Infinity) &&
    created >= (range?.gte ?? -Infinity) &&
    created < (range?.lt ?? Infinity) &&
    created <= (range?.lte ?? Infinity)
  )
}

/** True where no filter was given, or the object has just this value. */
export function equals<T>(wanted: T | undefined, actual: T): boolean {
  return wanted === undefined || wanted === actual
}

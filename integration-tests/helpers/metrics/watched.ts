import type { Shop } from "../shop"
import { waitFor } from "../wait-for"
import { Scrape } from "./scrape"

/** A value by its name and labels. */
export type Watched = readonly [name: string, labels?: Record<string, string>]

/** Jobs of a queue that were worked on, by what came of it. */
export const attempted = (queue: string, outcome: string): Watched => [
  "storefront_queue_attempts_total",
  { queue, outcome },
]

/** Waits until a value is as expected; the database is looked at every few seconds. */
export function becomes(
  shop: Shop,
  [name, labels]: Watched,
  expected: number
): Promise<Scrape> {
  return waitFor(`${name} to be ${expected}`, async () => {
    const scrape = await Scrape.of(shop.url)
    return scrape.value(name, labels) === expected && scrape
  })
}

/** By how much values rise while something is done. */
export async function rises(
  shop: Shop,
  watched: Record<string, Watched>,
  work: () => Promise<unknown>
): Promise<Record<string, number>> {
  const before = await Scrape.of(shop.url)
  await work()
  const after = await Scrape.of(shop.url)
  return Object.fromEntries(
    Object.entries(watched).map(([key, [name, labels]]) => [
      key,
      (after.value(name, labels) ?? 0) - (before.value(name, labels) ?? 0),
    ])
  )
}

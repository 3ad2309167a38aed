import type { QueueTables } from "../types"

/** What narrows a statement down to the jobs of this queue, after other conditions. */
export function alsoOnly({ only }: Pick<QueueTables, "only">): string {
  return only ? `AND (${only})` : ""
}

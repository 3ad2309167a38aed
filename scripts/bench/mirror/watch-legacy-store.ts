import type { Client } from "pg"

/*
 * It tells of a number when the write is committed, and so to be seen by the storefront. The rows
 * are told one by one: a batch of the bench is far smaller than what a notification holds.
 */
const WATCH = `
  CREATE OR REPLACE FUNCTION bench_tell() RETURNS trigger LANGUAGE plpgsql AS $tell$
  BEGIN
    PERFORM pg_notify('bench_number', new.medusa_variant_id || ' ' || new.inventory_quantity);
    RETURN NULL;
  END $tell$;
  CREATE OR REPLACE TRIGGER bench_tell AFTER UPDATE ON product_variants FOR EACH ROW
    WHEN (old.inventory_quantity IS DISTINCT FROM new.inventory_quantity)
    EXECUTE FUNCTION bench_tell();
  LISTEN bench_number`

const UNWATCH = "DROP TRIGGER bench_tell ON product_variants"

/** What the legacy store has told of. */
export type Told = {
  /**
   * @returns when a variant had the number there, by this process's clock
   * @throws Error where it does not within the time
   */
  once: (variantId: string, number: number, withinMs: number) => Promise<number>
  /** What else is measured there must not pay for the telling. */
  stop: () => Promise<void>
}

/** Has the legacy store tell of every number that changes, until it is stopped. */
export async function watchLegacyStore(client: Client): Promise<Told> {
  const waiting = new Map<string, (at: number) => void>()
  client.on("notification", ({ payload = "" }) => {
    waiting.get(payload)?.(performance.now())
    waiting.delete(payload)
  })
  await client.query(WATCH)
  return {
    once: (variantId, number, withinMs) =>
      new Promise((resolve, reject) => {
        const payload = `${variantId} ${number}`
        const timer = setTimeout(() => {
          reject(new Error(`The legacy store never had ${payload}`))
        }, withinMs)
        waiting.set(payload, (at) => {
          clearTimeout(timer)
          resolve(at)
        })
      }),
    stop: async () => {
      await client.query(UNWATCH)
    },
  }
}

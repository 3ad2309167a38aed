import { DemoError } from "./demo-error"
import type { DemoSystem } from "./demo-system"
import type { LegacyNumber } from "./legacy-stock"
import { waitFor } from "./wait-for"

/** What both sides say of one SKU. */
export type StockReading = {
  /** Stocked less reserved in Medusa; negative where more was sold than there was. */
  available: number
  /** Null where the legacy store has no row of the variant. */
  legacy: LegacyNumber | null
}

type Sides = Pick<DemoSystem, "admin" | "legacy" | "onWait">

/** @throws DemoError on a SKU that Medusa does not have. */
export async function readStock(
  { admin, legacy }: Pick<Sides, "admin" | "legacy">,
  skus: readonly string[]
): Promise<Map<string, StockReading>> {
  const stock = await admin.stock(skus)
  const numbers = await legacy.read(
    [...stock.values()].map(({ variantId }) => variantId)
  )
  return new Map(
    skus.map((sku) => {
      const known = stock.get(sku)
      if (!known) {
        throw new DemoError(
          `Medusa has no variant ${sku}. Is its database the one that «npm run up» has seeded?`
        )
      }
      const { variantId, available } = known
      return [sku, { available, legacy: numbers.get(variantId) ?? null }]
    })
  )
}

/** Waits until the legacy store has the number that Medusa's stock comes to, newly written. */
export function untilMirrored(
  { admin, legacy, onWait }: Sides,
  skus: readonly string[],
  before: ReadonlyMap<string, StockReading>
): Promise<Map<string, StockReading>> {
  let now = new Map<string, StockReading>()
  const probe = async () => {
    now = await readStock({ admin, legacy }, skus)
    const isMirrored = [...now].every(([sku, reading]) =>
      agrees(reading, before.get(sku))
    )
    return isMirrored ? now : null
  }
  const describe = () =>
    Promise.resolve(
      [...now]
        .map(
          ([sku, { available, legacy: number }]) =>
            `${sku}: ${available} in Medusa, ${number?.quantity ?? "no row"} in the legacy store.`
        )
        .join(" ")
    )
  return waitFor("the legacy store's numbers", probe, onWait, describe)
}

function agrees(
  { available, legacy }: StockReading,
  before: StockReading | undefined
): boolean {
  if (!legacy) {
    return true
  }
  const isRight = legacy.quantity === Math.max(0, available)
  const wasRight = before?.legacy?.quantity === legacy.quantity
  const isWritten =
    legacy.syncedAt?.getTime() !== before?.legacy?.syncedAt?.getTime()
  return isRight && (wasRight || isWritten)
}

import type { IInventoryService } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import type { NewIssue } from "../../../modules/storefront-orders/types"
import { issueOfShortage } from "../domain/plan-issues"
import {
  type PlannedReservation,
  type StockLevel,
  type WantedStock,
  planReservations,
} from "../domain/plan-reservations"
import { recountReserved } from "../queries/recount-reserved"

export type ReserveStockStepInput = {
  wanted: readonly WantedStock[]
  /** The locations of the storefront's sales channel. */
  locationIds: readonly string[]
}

const LOCK_TIMEOUT_SECONDS = 30

export const reserveStockStepId = "reserve-stock-of-payment"

/**
 * Reserves the stock of a payment's lines, also what is short: the customer has paid. Ids follow
 * from the line and the item, so reservations of an earlier run are found and none is made twice.
 *
 * Not undone when a later step fails: the piece is paid for, so it must not be sold again while the
 * import is tried anew, and the next run counts on what stands here.
 *
 * @returns a question for each line that is short.
 */
export const reserveStockStep = createStep(
  reserveStockStepId,
  async ({ wanted, locationIds }: ReserveStockStepInput, { container }) => {
    if (wanted.length === 0) {
      return new StepResponse<NewIssue[]>([])
    }
    const inventory = container.resolve(Modules.INVENTORY)
    const keys = [...new Set(wanted.map((want) => want.inventoryItemId))].sort()
    // Medusa reads a level and then writes it: under the same lock as its own reservations here, and
    // counted anew afterwards, since without Redis the lock ends at the process.
    const issues = await container
      .resolve(Modules.LOCKING)
      .execute(keys, () => reserve(inventory, wanted, locationIds), {
        timeout: LOCK_TIMEOUT_SECONDS,
      })
    await recountReserved(
      container.resolve(ContainerRegistrationKeys.PG_CONNECTION),
      keys
    )
    return new StepResponse<NewIssue[]>(issues)
  }
)

async function reserve(
  inventory: IInventoryService,
  wanted: readonly WantedStock[],
  locationIds: readonly string[]
): Promise<NewIssue[]> {
  // One that staff have taken back since counts as made: it is not for us to make it again.
  const existing = await inventory.listReservationItems(
    { id: wanted.map((want) => want.id) },
    { withDeleted: true, take: null }
  )
  const existingIds = new Set(existing.map((reservation) => reservation.id))
  const open = wanted.filter((want) => !existingIds.has(want.id))
  const levels = await readLevels(inventory, open, locationIds)
  const { reservations, unstocked } = planReservations(open, levels)
  if (reservations.length > 0) {
    await inventory.createReservationItems(reservations)
  }
  const earlier = existing.map(
    (reservation) => reservation as unknown as PlannedReservation
  )
  return [
    ...[...earlier, ...reservations].flatMap(shortageOfReservation),
    ...unstocked.map((want) =>
      issueOfShortage({ ...want, missing: want.quantity })
    ),
  ]
}

async function readLevels(
  inventory: IInventoryService,
  wanted: readonly WantedStock[],
  locationIds: readonly string[]
): Promise<StockLevel[]> {
  if (wanted.length === 0 || locationIds.length === 0) {
    return []
  }
  const levels = await inventory.listInventoryLevels(
    {
      inventory_item_id: wanted.map((want) => want.inventoryItemId),
      location_id: [...locationIds],
    },
    { take: null }
  )
  return levels.map((level) => ({
    inventoryItemId: level.inventory_item_id,
    locationId: level.location_id,
    stocked: level.stocked_quantity,
    reserved: level.reserved_quantity,
  }))
}

function shortageOfReservation({
  line_item_id,
  metadata,
}: PlannedReservation): NewIssue[] {
  return metadata.missing > 0
    ? [
        issueOfShortage({
          lineId: line_item_id,
          title: metadata.title,
          missing: metadata.missing,
        }),
      ]
    : []
}

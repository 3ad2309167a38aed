import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import type { NewIssue } from "../../../modules/storefront-orders/types"
import { type WantedStock, planReservations } from "../domain/plan-reservations"
import {
  issuesOfShortages,
  shortageOfReservation,
  shortageOfUnstocked,
} from "../domain/plan-shortages"
import { releaseReservations } from "../inverses/release-reservations"
import { type ImportRun, takeBack } from "../inverses/take-back"
import {
  findReservations,
  insertReservations,
  lockLevels,
  readLevels,
  recountReserved,
} from "../queries/reservations"

export type ReserveStockStepInput = {
  wanted: readonly WantedStock[]
  /** The locations of the storefront's sales channel. */
  locationIds: readonly string[]
  /** The import that reserves; its guards apply when this is undone. */
  run?: ImportRun
}

type Reserved = { madeIds: string[]; items: string[]; run?: ImportRun }

const LOCK_TIMEOUT_SECONDS = 30

export const reserveStockStepId = "reserve-stock-of-payment"

/**
 * Reserves the stock of a payment's lines, also what is short: the customer has paid. Ids follow
 * from the line and the item, so reservations of an earlier run are found and none is made twice.
 *
 * In one transaction of its own and not through the inventory module, which lets two processes read
 * the same level and then both write it: of fifty customers who buy the last piece at once,
 * forty-nine have to be told. The levels' rows are the lock, so each sees what the others took.
 *
 * Undone by removing what this run has made.
 *
 * @returns a question for each line that is short.
 */
export const reserveStockStep = createStep(
  reserveStockStepId,
  async (
    { wanted, locationIds, run }: ReserveStockStepInput,
    { container }
  ) => {
    if (wanted.length === 0) {
      return new StepResponse<NewIssue[], Reserved | null>([], null)
    }
    const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
    const items = [...new Set(wanted.map((want) => want.inventoryItemId))]
    // Medusa's own reservations read a level and then write it, under this lock: without it one that
    // is under way in this process would write over the sum counted here.
    const { madeIds, issues } = await container
      .resolve(Modules.LOCKING)
      .execute(
        items.sort(),
        () => knex.transaction((tx) => reserve(tx, wanted, locationIds, items)),
        { timeout: LOCK_TIMEOUT_SECONDS }
      )
    return new StepResponse<NewIssue[], Reserved | null>(issues, {
      madeIds,
      items,
      ...(run ? { run } : {}),
    })
  },
  async (reserved, { container }) => {
    if (!reserved || reserved.madeIds.length === 0) {
      return
    }
    const { madeIds, items, run } = reserved
    const inverse = () => releaseReservations(container, madeIds, items)
    await (run ? takeBack(container, "reservations", run, inverse) : inverse())
  }
)

async function reserve(
  transaction: Knex,
  wanted: readonly WantedStock[],
  locationIds: readonly string[],
  items: readonly string[]
): Promise<{ madeIds: string[]; issues: NewIssue[] }> {
  await lockLevels(transaction, items)
  // One that staff have taken back since counts as made: it is not for us to make it again.
  const earlier = await findReservations(
    transaction,
    wanted.map((want) => want.id)
  )
  const earlierIds = new Set(earlier.map(({ id }) => id))
  const { reservations, unstocked } = planReservations(
    wanted.filter((want) => !earlierIds.has(want.id)),
    await readLevels(transaction, items, locationIds)
  )
  await insertReservations(transaction, reservations)
  await recountReserved(transaction, items)
  const issues = issuesOfShortages([
    ...[...earlier, ...reservations].flatMap(({ line_item_id, metadata }) =>
      shortageOfReservation(line_item_id, metadata)
    ),
    ...unstocked.map(shortageOfUnstocked),
  ])
  return { madeIds: reservations.map(({ id }) => id), issues }
}

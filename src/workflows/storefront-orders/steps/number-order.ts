import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"

export type NumberOrderStepInput = {
  orderId: string
  /** The storefront's own number of the order; null where there is none. */
  number: string | null
}

/** Medusa gives no other way to set the number of a single order, and keeps numbers unique. */
const NUMBER = `
  UPDATE "order" SET custom_display_id = :number
  WHERE id = :orderId AND custom_display_id IS NULL
    AND NOT EXISTS (
      SELECT 1 FROM "order" WHERE custom_display_id = :number AND deleted_at IS NULL
    )`

const UNIQUE_VIOLATION = "23505"

export const numberOrderStepId = "number-order"

/**
 * Lets staff find the order by the storefront's own number. Where another order has the number, as
 * with a cart that was paid twice, it stays with that one; the metadata have it all the same.
 *
 * There is nothing to undo: the number goes with the order.
 */
export const numberOrderStep = createStep(
  numberOrderStepId,
  async (input: NumberOrderStepInput, { container }) => {
    if (input.number !== null) {
      const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
      await giveNumber(knex, input)
    }
    return new StepResponse(undefined)
  }
)

async function giveNumber(
  knex: Knex,
  input: NumberOrderStepInput
): Promise<void> {
  try {
    await knex.raw(NUMBER, input)
  } catch (error) {
    // Another order took it in the same moment.
    if ((error as { code?: string }).code !== UNIQUE_VIOLATION) {
      throw error
    }
  }
}

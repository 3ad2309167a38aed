import type { ICustomerModuleService } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { type ImportRun, takeBack } from "../inverses/take-back"
import { withdrawGuest } from "../inverses/withdraw-guest"
import { findCustomerByEmail } from "../queries/find-customer-by-email"

type GuestDetails = {
  first_name?: string
  last_name?: string
  phone?: string
}

export type FindOrCreateCustomerStepInput = GuestDetails & {
  email: string | undefined
  run: ImportRun
}

type MadeGuest = { guestId: string; run: ImportRun }

export const findOrCreateCustomerStepId = "find-or-create-storefront-customer"

/**
 * Finds the customer of an e-mail address, a registered one before a guest, or makes a guest. The
 * address is folded on both sides, so that «Ann@Shop.com» and « ann@shop.com» are one customer,
 * however either was written down. Undone by removing the guest this run has made, unless others
 * count on it by then.
 *
 * @returns the customer's id; null for a payment without an e-mail address.
 */
export const findOrCreateCustomerStep = createStep(
  findOrCreateCustomerStepId,
  async (
    { email, run, ...details }: FindOrCreateCustomerStepInput,
    { container }
  ) => {
    if (!email) {
      return new StepResponse<string | null, MadeGuest | null>(null, null)
    }
    const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
    const find = () => findCustomerByEmail(knex, email)
    const found = await find()
    if (found) {
      return new StepResponse<string | null, MadeGuest | null>(found, null)
    }
    const guest = { email: email.trim().toLowerCase(), ...details }
    const customers = container.resolve(Modules.CUSTOMER)
    const { id, isMade } = await createGuest(customers, guest, find)
    return new StepResponse<string | null, MadeGuest | null>(
      id,
      isMade ? { guestId: id, run } : null
    )
  },
  async (made, { container }) => {
    if (made) {
      await takeBack(container, "customer", made.run, () =>
        withdrawGuest(container, made.guestId, made.run.lease)
      )
    }
  }
)

/** Another payment of the same person may make the guest first: then that one is taken. */
async function createGuest(
  customers: ICustomerModuleService,
  guest: GuestDetails & { email: string },
  find: () => Promise<string | null>
): Promise<{ id: string; isMade: boolean }> {
  try {
    const { id } = await customers.createCustomers({
      ...guest,
      has_account: false,
    })
    return { id, isMade: true }
  } catch (error) {
    const other = await find()
    if (!other) {
      throw error
    }
    return { id: other, isMade: false }
  }
}

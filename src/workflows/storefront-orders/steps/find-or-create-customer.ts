import type {
  CustomerDTO,
  ICustomerModuleService,
} from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"

export type FindOrCreateCustomerStepInput = {
  email: string | undefined
  first_name?: string
  last_name?: string
  phone?: string
}

export const findOrCreateCustomerStepId = "find-or-create-storefront-customer"

/**
 * Finds the customer of an e-mail address, a registered one before a guest, or makes a guest. The
 * address is folded, so that «Ann@Shop.com» and «ann@shop.com» are one customer.
 * Not undone: another payment of the same person may count on the guest by then, and the next run
 * finds it.
 *
 * @returns the customer's id; null for a payment without an e-mail address.
 */
export const findOrCreateCustomerStep = createStep(
  findOrCreateCustomerStepId,
  async (
    { email, ...details }: FindOrCreateCustomerStepInput,
    { container }
  ) => {
    if (!email) {
      return new StepResponse<string | null>(null)
    }
    const customers = container.resolve(Modules.CUSTOMER)
    const found = await findCustomer(customers, email)
    if (found) {
      return new StepResponse<string | null>(found.id)
    }
    const created = await createGuest(customers, {
      email: email.toLowerCase(),
      ...details,
    })
    return new StepResponse<string | null>(created.id)
  }
)

async function findCustomer(
  customers: ICustomerModuleService,
  email: string
): Promise<CustomerDTO | undefined> {
  const found = await customers.listCustomers(
    { email: [...new Set([email, email.toLowerCase()])] },
    { order: { has_account: "DESC", created_at: "ASC" }, take: 1 }
  )
  return found[0]
}

/** Another payment of the same person may make the guest first: then that one is taken. */
async function createGuest(
  customers: ICustomerModuleService,
  guest: {
    email: string
    first_name?: string
    last_name?: string
    phone?: string
  }
): Promise<{ id: string }> {
  try {
    return await customers.createCustomers({
      ...guest,
      has_account: false,
    })
  } catch (error) {
    const other = await findCustomer(customers, guest.email)
    if (!other) {
      throw error
    }
    return other
  }
}

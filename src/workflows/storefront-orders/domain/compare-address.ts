import type { CreateOrderAddressDTO } from "@medusajs/framework/types"

/** Whether an address says anything that another does not. */
export function differsFrom(
  address: CreateOrderAddressDTO,
  other: object | null
): boolean {
  const fields = new Map<string, unknown>(Object.entries(other ?? {}))
  return Object.entries(address).some(
    ([name, value]) => fields.get(name) !== value
  )
}

import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

type Request = {
  entity: string
  fields: string[]
  filters?: Record<string, unknown>
}

/**
 * Reads over module borders with Medusa's query. What it returns is typed only
 * in a project that has generated types; here the caller says what the fields
 * it asks for look like.
 */
export async function findRows<Row>(
  container: MedusaContainer,
  request: Request
): Promise<readonly Row[]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph(request)
  return data as Row[]
}

/** An id that a create workflow must have returned. */
export function firstId(
  created: readonly { id: string }[],
  what: string
): string {
  const [first] = created
  if (!first) {
    throw new Error(`The ${what} was not created`)
  }
  return first.id
}

/**
 * The text of an event that asks for nothing, as Stripe would send it.
 *
 * @param fields over those that it has.
 */
export function bareEvent(
  id: string,
  fields: Record<string, unknown> = {}
): string {
  return JSON.stringify({
    id,
    object: "event",
    api_version: "2026-10-28.endive",
    created: Math.floor(Date.now() / 1000),
    type: "product.updated",
    livemode: false,
    data: { object: { id: "prod_1", object: "product" } },
    ...fields,
  })
}

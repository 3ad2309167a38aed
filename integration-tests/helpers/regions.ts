import type { Shop } from "./shop"

/** Lets the shop sell in a currency to countries, as staff do in the settings. @returns its id */
export async function openRegion(
  shop: Shop,
  name: string,
  currency_code: string,
  countries: string[]
): Promise<string> {
  const { region } = await shop.admin<{ region: { id: string } }>(
    "/admin/regions",
    {
      method: "POST",
      body: {
        name,
        currency_code,
        countries,
        payment_providers: ["pp_system_default"],
      },
    }
  )
  return region.id
}

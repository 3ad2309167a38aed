import type { Shop } from "../shop"
import { cartItem } from "../storefront"
import { type Catalogue, productOf } from "./catalogue"
import type { Dice } from "./dice"

const SOLD = ["KCT-WHITE-SHIRT-16.5-34-35", "KCT-BURGUNDY-44R-3P"]

/** Something that changes what can be sold, done as staff or customers do it. */
export type ApiOperation = {
  name: string
  weight: number
  run: (shop: Shop, on: Catalogue, dice: Dice) => Promise<unknown>
}

const post = (shop: Shop, path: string, body: object): Promise<unknown> =>
  shop.admin(path, { method: "POST", body })

const levelPath = (on: Catalogue, dice: Dice): string =>
  `/admin/inventory-items/${dice.pick(on.items)}/location-levels/${dice.pick(on.locations)}`

const variantPath = (on: Catalogue, variant: string): string =>
  `/admin/products/${productOf(on, variant)}/variants/${variant}`

/** Through Medusa's own routes, and so through its workflows and modules. */
export const API_OPERATIONS: readonly ApiOperation[] = [
  {
    name: "API: count a level",
    weight: 6,
    run: (shop, on, dice) =>
      post(shop, levelPath(on, dice), {
        stocked_quantity: dice.between(0, 40),
      }),
  },
  {
    name: "API: count many levels",
    weight: 3,
    run: (shop, on, dice) =>
      post(shop, "/admin/inventory-items/location-levels/batch", {
        update: dice.some(on.items, 20).map((item) => ({
          inventory_item_id: item,
          location_id: on.locations[0],
          stocked_quantity: dice.between(0, 40),
        })),
      }),
  },
  {
    name: "API: add a level",
    weight: 2,
    run: (shop, on, dice) =>
      post(
        shop,
        `/admin/inventory-items/${dice.pick(on.items)}/location-levels`,
        {
          location_id: dice.pick(on.locations),
          stocked_quantity: dice.between(0, 20),
        }
      ),
  },
  {
    name: "API: delete a level",
    weight: 1,
    run: (shop, on, dice) =>
      shop.admin(levelPath(on, dice), { method: "DELETE" }),
  },
  {
    name: "API: reserve, and perhaps not after all",
    weight: 6,
    run: async (shop, on, dice) => {
      const { reservation } = await shop.admin<{ reservation: { id: string } }>(
        "/admin/reservations",
        {
          method: "POST",
          body: {
            inventory_item_id: dice.pick(on.items),
            location_id: dice.pick(on.locations),
            quantity: dice.between(1, 3),
          },
        }
      )
      if (dice.percent(50)) {
        await shop.admin(`/admin/reservations/${reservation.id}`, {
          method: "DELETE",
        })
      }
    },
  },
  {
    name: "API: change a variant",
    weight: 3,
    run: (shop, on, dice) =>
      post(shop, variantPath(on, dice.pick(on.variants)), {
        allow_backorder: dice.percent(20),
        manage_inventory: dice.percent(85),
      }),
  },
  {
    name: "API: delete a variant",
    weight: 0.5,
    run: (shop, on, dice) =>
      shop.admin(variantPath(on, dice.pick(on.variants)), { method: "DELETE" }),
  },
  {
    name: "API: add a part",
    weight: 1,
    run: (shop, on, dice) =>
      post(shop, `${variantPath(on, dice.pick(on.variants))}/inventory-items`, {
        inventory_item_id: dice.pick(on.items),
        required_quantity: dice.between(1, 2),
      }),
  },
  {
    name: "API: link and unlink a location",
    weight: 0.5,
    run: (shop, on, dice) =>
      post(
        shop,
        `/admin/stock-locations/${dice.pick(on.locations)}/sales-channels`,
        {
          [dice.percent(65) ? "add" : "remove"]: [dice.pick(on.channels)],
        }
      ),
  },
  {
    name: "API: switch the default channel",
    weight: 0.2,
    run: async (shop, on, dice) => {
      const { stores } = await shop.admin<{ stores: { id: string }[] }>(
        "/admin/stores"
      )
      await post(shop, `/admin/stores/${stores[0]?.id ?? ""}`, {
        default_sales_channel_id: on.channels[dice.percent(75) ? 0 : 1],
      })
    },
  },
  {
    name: "a customer pays",
    weight: 0.3,
    run: (shop, _, dice) => {
      shop.stripe.storefront.checkout({
        kind: "priced",
        items: [cartItem(dice.pick(SOLD))],
      })
      return Promise.resolve()
    },
  },
]

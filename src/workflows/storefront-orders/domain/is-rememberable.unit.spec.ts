import {
  catalogVariant,
  storefrontItem,
} from "../../../../integration-tests/helpers/catalog-objects"
import { isRememberable } from "./is-rememberable"
import type { StorefrontItem } from "./storefront-item"

const PRICES = { price_2p: { Type: "2-Piece" }, price_any: {} }

const SUIT = ["38R", "40R", "40L"].flatMap((size) =>
  ["2-Piece", "3-Piece"].map((pieces) =>
    catalogVariant({
      id: `${size} ${pieces}`,
      options: { " SIZE": size, Type: pieces },
      product: { stripePrices: PRICES },
    })
  )
)

const TIES = ["Navy", "Burgundy"].map((color) =>
  catalogVariant({ id: color, options: { Colour: color } })
)

const SHIRTS = ["S", "M", "L"].map((size) =>
  catalogVariant({ id: size, options: { Size: size } })
)

const HAT = catalogVariant({ id: "hat", options: {} })

function mayRemember(
  item: Partial<StorefrontItem>,
  chosen: string,
  siblings = SUIT
): boolean {
  const variant = siblings.find(({ id }) => id === chosen)
  return (
    variant !== undefined &&
    isRememberable(storefrontItem(item), variant, siblings)
  )
}

describe("a choice is remembered only where the storefront's words determine it", () => {
  it.each<[string, Partial<StorefrontItem>, string, typeof SUIT]>([
    [
      "size and pieces name one variant",
      { size: "40 Regular", pieces: "2-Piece" },
      "40R 2-Piece",
      SUIT,
    ],
    [
      "the price fixes the pieces",
      { size: "40R", stripePriceId: "price_2p" },
      "40R 2-Piece",
      SUIT,
    ],
    ["the product is a single thing", {}, "hat", [HAT]],
    ["the colour names one variant", { color: "navy " }, "Navy", TIES],
    [
      "the storefront has a size of its own for it",
      { size: "Taille 3" },
      "M",
      SHIRTS,
    ],
    ["so with a colour", { color: "Bordeaux" }, "Burgundy", TIES],
  ])("%s", (_, item, chosen, siblings) => {
    expect(mayRemember(item, chosen, siblings)).toBe(true)
  })

  it.each<[string, Partial<StorefrontItem>, string, typeof SUIT]>([
    ["no size was said", { pieces: "2-Piece" }, "40R 2-Piece", SUIT],
    [
      "«N/A» is no size",
      { size: "N/A", pieces: "2-Piece" },
      "40R 2-Piece",
      SUIT,
    ],
    ["no pieces were said", { size: "40R" }, "40R 2-Piece", SUIT],
    [
      "the price leaves them open",
      { size: "40R", stripePriceId: "price_any" },
      "40R 2-Piece",
      SUIT,
    ],
    ["no colour was said", { size: "40R" }, "Navy", TIES],
    ["a SKU says no size", { sku: "SUIT-40R" }, "40R 2-Piece", SUIT],
    [
      "another size there is was sent instead",
      { size: "40L", pieces: "2-Piece" },
      "40R 2-Piece",
      SUIT,
    ],
    [
      "another size was sent than one that is no longer made",
      { size: "60 Long", pieces: "2-Piece" },
      "40R 2-Piece",
      SUIT,
    ],
    ["so with letters", { size: "2XL" }, "L", SHIRTS],
    ["another colour was sent instead", { color: "Navy" }, "Burgundy", TIES],
    [
      "other pieces than the price's were sent",
      { size: "40R", stripePriceId: "price_2p" },
      "40R 3-Piece",
      SUIT,
    ],
  ])("not where %s", (_, item, chosen, siblings) => {
    expect(mayRemember(item, chosen, siblings)).toBe(false)
  })
})

import fc from "fast-check"
import {
  catalogVariant,
  storefrontItem,
} from "../../../../integration-tests/helpers/catalog-objects"
import type { CatalogVariant } from "./catalog-snapshot"
import { itemKey } from "./item-key"
import { type ItemMatch, matchItem } from "./match-item"
import type { StorefrontItem } from "./storefront-item"

const SIZES = ["38R", "40R", "40L", "10.5", "16.5/34-35"]
const PIECES = ["2-Piece", "3-Piece"]
const COLORS = ["Black", "Navy"]
const PRICES = { price_2p: { Type: "2-Piece" }, price_any: {} }

/** A few styles: with and without sizes, pieces and colours, sharing some prices and ids. */
const catalog = fc
  .uniqueArray(
    fc.record({
      size: fc.option(fc.constantFrom(...SIZES)),
      pieces: fc.option(fc.constantFrom(...PIECES)),
      color: fc.option(fc.constantFrom(...COLORS)),
      style: fc.constantFrom("a", "b"),
      ownPrice: fc.option(fc.constantFrom("price_own", "price_any")),
      oldId: fc.option(fc.constantFrom("old-1", "old-2")),
    }),
    { maxLength: 12, selector: (variant) => JSON.stringify(variant) }
  )
  .map((variants) => variants.map(toVariant))

function toVariant(
  of: {
    size: string | null
    pieces: string | null
    color: string | null
    style: string
    ownPrice: string | null
    oldId: string | null
  },
  index: number
): CatalogVariant {
  return catalogVariant({
    id: `variant_${index}`,
    sku: `${of.style} ${of.size ?? ""} ${index % 3}`,
    title: of.size ?? "One Size",
    options: {
      ...(of.size && { Size: of.size }),
      ...(of.pieces && { Type: of.pieces }),
      ...(of.color && { Color: of.color }),
    },
    stripePriceId: of.ownPrice,
    legacyVariantId: of.oldId,
    product: { id: of.style, stripePrices: PRICES, legacyProductId: of.style },
  })
}

const item: fc.Arbitrary<StorefrontItem> = fc
  .record({
    stripePriceId: fc.option(
      fc.constantFrom("price_2p", "price_any", "price_own", "price_9")
    ),
    legacyProductId: fc.option(fc.constantFrom("a", "b", "c")),
    legacyVariantId: fc.option(fc.constantFrom("old-1", "old-2", "old-3")),
    sku: fc.option(
      fc.constantFrom("a 40R 1", "A-40R-2", "b-38R-0", "a  0", "x")
    ),
    size: fc.option(fc.constantFrom(...SIZES, "40 Regular", "60L", "N/A")),
    pieces: fc.option(fc.constantFrom(...PIECES)),
    color: fc.option(fc.constantFrom(...COLORS, "navy", "Red")),
  })
  .map((words) => storefrontItem(words))

function idsOf(found: ItemMatch): unknown {
  return found.kind === "ambiguous"
    ? { ...found, candidates: found.candidates.map(({ id }) => id) }
    : found
}

const RUNS = { numRuns: 2_000 }

describe("whatever is sold, and whatever there is", () => {
  it("no line becomes a variant whose size, colour or pieces it contradicts", () => {
    fc.assert(
      fc.property(item, catalog, (sold, variants) => {
        const found = matchItem(sold, { variants })
        if (found.kind !== "matched") {
          return
        }
        const { Size, Color, Type } = found.variant.options
        const size = sold.size?.replace(" Regular", "R")
        expect([undefined, "N/A", Size ?? size]).toContain(size)
        expect([
          undefined,
          Color?.toLowerCase() ?? sold.color?.toLowerCase(),
        ]).toContain(sold.color?.toLowerCase())
        expect([null, Type ?? sold.pieces]).toContain(sold.pieces)
      }),
      RUNS
    )
  })

  it("the order of the catalogue does not matter", () => {
    const shuffled = catalog.chain((variants) =>
      fc.tuple(
        fc.constant(variants),
        fc.shuffledSubarray(variants, { minLength: variants.length })
      )
    )
    fc.assert(
      fc.property(item, shuffled, (sold, [one, other]) => {
        expect(idsOf(matchItem(sold, { variants: one }))).toEqual(
          idsOf(matchItem(sold, { variants: other }))
        )
      }),
      RUNS
    )
  })

  it("what staff may choose from is of the catalogue, and each variant once", () => {
    fc.assert(
      fc.property(item, catalog, (sold, variants) => {
        const found = matchItem(sold, { variants })
        const offered = found.kind === "ambiguous" ? found.candidates : []
        expect(new Set(offered).size).toBe(offered.length)
        expect(variants).toEqual(expect.arrayContaining([...offered]))
      }),
      RUNS
    )
  })

  it("what staff chose is what the same words become, however they are spaced", () => {
    fc.assert(
      fc.property(item, catalog, fc.nat(), (sold, variants, nth) => {
        const chosen = variants[nth % Math.max(1, variants.length)]
        fc.pre(chosen !== undefined)
        const again = { ...sold, name: ` ${sold.name.toUpperCase()}` }
        const staffChoices = { [itemKey(sold)]: chosen.id }
        expect(matchItem(again, { variants, staffChoices })).toMatchObject({
          matchedBy: "staff_choice",
          variant: { id: chosen.id },
        })
      }),
      RUNS
    )
  })
})

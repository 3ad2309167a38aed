import {
  oneSize,
  shirtSizes,
  shoeSizes,
  suitSizes,
  tuxedoSizes,
  vestSizes,
} from "./catalog-sizes"
import type { CatalogCategory, CatalogPrice, SuitType } from "./catalog-types"

/** A style as a buyer would write it down; ids, SKUs and stock are derived from it. */
export type StyleSheet = {
  /** Middle of every SKU of the style. */
  code: string
  name: string
  description: string
  category: CatalogCategory
  color: string
  material: string
  weightGrams: number
  sizes: readonly string[]
  /** One price for all, or one for each number of pieces. */
  prices: CatalogPrice | Record<SuitType, CatalogPrice>
}

const suit = (
  color: string,
  material: string,
  description: string,
  prices: Record<SuitType, CatalogPrice>
): StyleSheet => ({
  code: color.toUpperCase(),
  name: `${color} Suit`,
  description,
  category: "Suits",
  color,
  material,
  weightGrams: 1500,
  sizes: suitSizes,
  prices,
})

const everydaySuit: Record<SuitType, CatalogPrice> = {
  "2-Piece": { usd: 199.99, cad: 269.99 },
  "3-Piece": { usd: 229.99, cad: 309.99 },
}

const fineSuit: Record<SuitType, CatalogPrice> = {
  "2-Piece": { usd: 299.99, cad: 404.99 },
  "3-Piece": { usd: 349.99, cad: 472.99 },
}

const suits: StyleSheet[] = [
  suit(
    "Black",
    "Wool blend",
    "A plain black suit with notch lapels, for funerals and interviews alike.",
    everydaySuit
  ),
  suit(
    "Navy",
    "Worsted wool",
    "A mid-weight navy suit that goes from the office to the altar.",
    fineSuit
  ),
  suit(
    "Burgundy",
    "Wool blend",
    "A deep wine red with slim lapels, cut for proms and winter weddings.",
    everydaySuit
  ),
  suit(
    "Charcoal",
    "Worsted wool",
    "A dark grey suit with a faint herringbone that shows only up close.",
    fineSuit
  ),
]

const tuxedos: StyleSheet[] = [
  {
    code: "MIDNIGHT-TUX",
    name: "Midnight Tuxedo",
    description:
      "A midnight blue tuxedo with a black satin shawl lapel and covered buttons.",
    category: "Tuxedos",
    color: "Midnight Blue",
    material: "Wool and satin",
    weightGrams: 1600,
    sizes: tuxedoSizes,
    prices: { usd: 279.99, cad: 377.99 },
  },
  {
    code: "IVORY-TUX",
    name: "Ivory Dinner Jacket Tuxedo",
    description:
      "An ivory dinner jacket over black trousers, for summer evenings outdoors.",
    category: "Tuxedos",
    color: "Ivory",
    material: "Wool and satin",
    weightGrams: 1550,
    sizes: tuxedoSizes,
    prices: { usd: 319.99, cad: 431.99 },
  },
]

const shirts: StyleSheet[] = [
  {
    code: "WHITE-SHIRT",
    name: "White Dress Shirt",
    description:
      "A crisp white shirt with a semi-spread collar and adjustable cuffs.",
    category: "Shirts",
    color: "White",
    material: "Cotton poplin",
    weightGrams: 320,
    sizes: shirtSizes,
    prices: { usd: 39.99, cad: 54.99 },
  },
  {
    code: "SKY-SHIRT",
    name: "Sky Blue Dress Shirt",
    description:
      "A light blue shirt in soft twill that needs hardly any ironing.",
    category: "Shirts",
    color: "Sky Blue",
    material: "Cotton twill",
    weightGrams: 320,
    sizes: shirtSizes,
    prices: { usd: 44.99, cad: 59.99 },
  },
]

const vests: StyleSheet[] = [
  {
    code: "SAGE-VEST",
    name: "Sage Green Vest",
    description:
      "A sage green satin vest with an adjustable back, made for groomsmen.",
    category: "Vests",
    color: "Sage Green",
    material: "Satin",
    weightGrams: 280,
    sizes: vestSizes,
    prices: { usd: 49.99, cad: 66.99 },
  },
  {
    code: "GOLD-VEST",
    name: "Gold Paisley Vest",
    description:
      "A gold paisley vest that turns a black suit into evening dress.",
    category: "Vests",
    color: "Gold",
    material: "Jacquard",
    weightGrams: 290,
    sizes: vestSizes,
    prices: { usd: 54.95, cad: 73.95 },
  },
]

const ties: StyleSheet[] = [
  {
    code: "BURGUNDY-TIE",
    name: "Burgundy Silk Tie",
    description: "A plain burgundy tie in heavy silk, three inches wide.",
    category: "Ties",
    color: "Burgundy",
    material: "Silk",
    weightGrams: 60,
    sizes: [oneSize],
    prices: { usd: 24.99, cad: 33.99 },
  },
  {
    code: "BLACK-BOW",
    name: "Black Satin Bow Tie",
    description:
      "A black satin bow tie, tied already, with a strap that adjusts.",
    category: "Ties",
    color: "Black",
    material: "Satin",
    weightGrams: 45,
    sizes: [oneSize],
    prices: { usd: 19.5, cad: 26.5 },
  },
]

const shoes: StyleSheet[] = [
  {
    code: "BLACK-OXFORD",
    name: "Black Cap-Toe Oxford",
    description:
      "A black leather Oxford with a stitched cap toe and a rubber heel.",
    category: "Shoes",
    color: "Black",
    material: "Leather",
    weightGrams: 1100,
    sizes: shoeSizes,
    prices: { usd: 89.99, cad: 121.99 },
  },
  {
    code: "COGNAC-LOAFER",
    name: "Cognac Penny Loafer",
    description:
      "A cognac leather loafer that is worn in before the evening is over.",
    category: "Shoes",
    color: "Cognac",
    material: "Leather",
    weightGrams: 950,
    sizes: shoeSizes,
    prices: { usd: 79.99, cad: 107.99 },
  },
]

export const styleSheets: readonly StyleSheet[] = [
  ...suits,
  ...tuxedos,
  ...shirts,
  ...vests,
  ...ties,
  ...shoes,
]

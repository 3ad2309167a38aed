import type {
  StockLevel,
  WantedStock,
} from "../../src/workflows/storefront-orders/domain/plan-reservations"

/** One piece of an item that one line needs. */
export function stockWanted(overrides: Partial<WantedStock> = {}): WantedStock {
  return {
    id: "resitem_1",
    lineId: "ordli_1",
    title: "Black Suit · 40R",
    inventoryItemId: "iitem_1",
    quantity: 1,
    perPiece: 1,
    allowBackorder: false,
    ...overrides,
  }
}

/** Five of that item at one location, none of them reserved. */
export function stockLevel(overrides: Partial<StockLevel> = {}): StockLevel {
  return {
    inventoryItemId: "iitem_1",
    locationId: "sloc_1",
    stocked: 5,
    reserved: 0,
    missing: 0,
    ...overrides,
  }
}

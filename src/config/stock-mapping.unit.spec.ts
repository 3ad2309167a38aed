import { mkdtempSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { ConfigurationError, readEnvironment } from "./env"
import { readStockMapping } from "./stock-mapping"

const SELLABLE = { table: "sizes", key: "medusa_id", quantity: "pieces" }
const VERSION = {
  version: "medusa_stock_version",
  syncedAt: "medusa_synced_at",
}
const ORDERS = {
  table: "sales",
  paymentIntent: "pi",
  checkoutSession: "cs",
  orderId: "medusa_order_id",
  status: "medusa_status",
  trackingNumbers: "numbers",
  trackingUrls: "urls",
  version: "medusa_order_version",
  syncedAt: "medusa_synced_at",
}

function faultsOf(setting: unknown): string {
  try {
    readStockMapping(
      typeof setting === "string" ? setting : JSON.stringify(setting)
    )
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigurationError)
    return String(error)
  }
  return "none"
}

describe("a mapping of one's own", () => {
  it("needs the table, its key and its number; the rest is as our SQL names it", () => {
    expect(readStockMapping(JSON.stringify({ sellable: SELLABLE }))).toEqual({
      sellable: { ...SELLABLE, ...VERSION },
    })
  })

  it("takes everything that a preset can say", () => {
    const mapping = {
      sellable: { ...SELLABLE, ...VERSION, schema: "shop", inStock: "there" },
      style: {
        ...SELLABLE,
        ...VERSION,
        table: "styles",
        inStockOptional: true,
      },
      orders: ORDERS,
    }
    expect(readStockMapping(JSON.stringify(mapping))).toEqual(mapping)
  })

  it("can be a file", () => {
    const path = join(mkdtempSync(join(tmpdir(), "mapping-")), "mapping.json")
    writeFileSync(path, JSON.stringify({ sellable: SELLABLE }))
    expect(readStockMapping(path).sellable.table).toBe("sizes")
    writeFileSync(path, "{")
    expect(faultsOf(path)).toContain("must be well-formed JSON, such as {")
  })

  it.each([
    ["{", "must be well-formed JSON, such as {"],
    [
      "/nowhere/mapping.json",
      "must be the path of a JSON file that can be read",
    ],
    [{}, "sellable must be an object, such as {"],
    [{ sellable: 7 }, "sellable must be an object, such as {"],
    [
      { sellable: { ...SELLABLE, key: undefined } },
      "sellable.key must be the name of the text column that holds Medusa's id, such as medusa_variant_id",
    ],
    [
      { sellable: { ...SELLABLE, quantity: 7 } },
      "sellable.quantity must be the name of a number column, such as inventory_quantity",
    ],
    [
      { sellable: { ...SELLABLE, version: "" } },
      "sellable.version must be the name of a bigint column, such as medusa_stock_version",
    ],
    [
      { sellable: { ...SELLABLE, table: "x".repeat(64) } },
      "sellable.table must be the name of a table, such as product_variants",
    ],
    [
      { sellable: { ...SELLABLE, table: "a\u0000b" } },
      "sellable.table must be the name of a table",
    ],
    [
      { sellable: { ...SELLABLE, in_stock: "x" } },
      "sellable has keys it must not have: in_stock",
    ],
    [
      { sellable: SELLABLE, orders: { ...ORDERS, status: undefined } },
      "orders.status must be the name of a text column, such as medusa_status",
    ],
    [
      { sellable: SELLABLE, style: SELLABLE },
      "style.table must be another table than sellable.table",
    ],
    [
      { sellable: { ...SELLABLE, quantity: "medusa_id" } },
      "sellable must name each column once",
    ],
  ])("%j is refused: %s", (setting, fault) => {
    expect(faultsOf(setting)).toContain(`  - SUPABASE_STOCK_MAPPING `)
    expect(faultsOf(setting)).toContain(fault)
  })

  it("tells of every fault at once, and prints no value", () => {
    const faults = faultsOf({
      sellable: {
        table: "",
        key: "planted\n",
        quantity: { secret: "planted" },
      },
    })
    expect(faults.split("\n")).toHaveLength(4)
    expect(faults).not.toContain("planted")
  })

  it("cannot stand beside a preset", () => {
    const given = {
      DATABASE_URL: "postgres://medusa@localhost/medusa",
      SUPABASE_STOCK_MAPPING: "{}",
    }
    expect(readEnvironment(given).SUPABASE_STOCK_MAPPING).toBe("{}")
    expect(() =>
      readEnvironment({ ...given, SUPABASE_STOCK_PRESET: "products" })
    ).toThrow("SUPABASE_STOCK_PRESET must not be set beside")
  })
})

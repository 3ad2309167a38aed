import { type Knex, knex } from "@medusajs/framework/mikro-orm/knex"
import { findConcernedVariants } from "../../../src/workflows/stock-mirror/queries/find-concerned-variants"
import {
  type ThrowAwayDatabase,
  createThrowAwayDatabase,
} from "../../helpers/throw-away-database"

let database: ThrowAwayDatabase
let connection: Knex

const find = async (...items: string[]): Promise<string[]> =>
  (
    await findConcernedVariants(connection, {
      inventoryItemIds: items,
      variantIds: [],
      productIds: [],
    })
  )
    .map(({ variantId }) => variantId)
    .filter((id, index, ids) => ids.indexOf(id) === index)
    .sort()

describe("the variants of inventory items", () => {
  beforeAll(async () => {
    database = await createThrowAwayDatabase("links_test", [])
    connection = knex({ client: "pg", connection: database.url })
    // Medusa's link table, as its sync of links makes it; no migration does.
    await database.pool.query(
      `CREATE TABLE product_variant_inventory_item
         (variant_id text, inventory_item_id text, deleted_at timestamptz);
       CREATE TABLE product_variant (id text, product_id text);
       INSERT INTO product_variant_inventory_item VALUES
         ('jacket', 'cloth', NULL), ('suit', 'cloth', NULL), ('suit', 'buttons', NULL),
         ('deleted', 'cloth', now()), ('moved', 'buttons', now()), ('moved', 'zip', NULL),
         ('suit', 'zip', now()), ('tie', 'silk', NULL)`
    )
  })
  afterAll(async () => {
    await connection.destroy()
    await database.drop()
  })

  it("are all those that consist of one of them, each once", async () => {
    expect(await find("silk", "buttons")).toEqual(["moved", "suit", "tie"])
    expect(await find("none")).toEqual([])
  })

  it("F58: are also those that were deleted, so that their 0 goes out", async () => {
    expect(await find("cloth")).toEqual(["deleted", "jacket", "suit"])
  })

  it("are also those that an item was taken from", async () => {
    expect(await find("zip")).toEqual(["moved", "suit"])
  })
})

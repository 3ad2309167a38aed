import {
  ContainerRegistrationKeys,
  createMedusaContainer,
} from "@medusajs/framework/utils"
import { asValue } from "@medusajs/framework/awilix"
import { SUPABASE_SYNC_MODULE } from "../../../src/modules/supabase-sync"
import type { PushOutcomes } from "../../../src/modules/supabase-sync/client/legacy-store"
import type { PushOutcome } from "../../../src/modules/supabase-sync/types"
import { pushStockWorkflow } from "../../../src/workflows/stock-mirror/workflows/push-stock"

let warned: string[]

/** Two sizes of one style, 3 pieces each. */
const ROWS = ["variant_1", "variant_2"].map((variant_id) => ({
  variant_id,
  product_id: "prod_1",
  deleted: false,
  managed: true,
  backorder: false,
  required: 1,
  available: 3,
}))

/** Runs the push against a legacy store that answers so of the style. */
async function pushWith(style: PushOutcome): Promise<unknown> {
  const container = createMedusaContainer()
  const ids = ROWS.map((row) => row.variant_id)
  const outcomes: PushOutcomes = {
    sellables: new Map(ids.map((id) => [id, "written"])),
    styles: new Map([["prod_1", style]]),
  }
  container.register({
    [ContainerRegistrationKeys.PG_CONNECTION]: asValue({
      raw: () => Promise.resolve({ rows: ROWS }),
    }),
    [ContainerRegistrationKeys.LOGGER]: asValue({
      warn: (message: string) => warned.push(message),
    }),
    [SUPABASE_SYNC_MODULE]: asValue({
      sellableRules: { uncountedQuantity: 999 },
      nextVersion: () => Promise.resolve(1),
      pushStock: () => Promise.resolve(outcomes),
      notePushed: () => Promise.resolve(),
    }),
  })
  const { result } = await pushStockWorkflow(container).run({
    input: { variant_ids: ids },
  })
  return result
}

describe("pushing what can be sold", () => {
  beforeEach(() => {
    warned = []
  })

  it("pushes the sizes of a style that has no row, and names the style once", async () => {
    expect(await pushWith("not_found")).toEqual([
      { variantId: "variant_1", outcome: "written" },
      { variantId: "variant_2", outcome: "written" },
    ])
    expect(warned).toEqual([expect.stringContaining("product_id=prod_1;")])
  })

  it("warns of nothing where the style is told", async () => {
    await pushWith("written")
    expect(warned).toEqual([])
  })
})

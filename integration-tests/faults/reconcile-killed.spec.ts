import { expireLeases } from "../helpers/expire-leases"
import { freePort } from "../helpers/free-port"
import { mirrorAtRest } from "../helpers/mirror"
import {
  askToReconcile,
  comparedAtLeast,
  ended,
  holdDrift,
  listDrift,
  putUnknownRows,
  readRun,
} from "../helpers/reconcile"
import { seededRandom } from "../helpers/seeded-random"
import { type ServerProcess, startServer } from "../helpers/server-process"
import { Shop } from "../helpers/shop"
import { waitFor } from "../helpers/wait-for"

const SEED = 20261121
const ROWS = 8_000
const PAGE = 1_000

describe("a comparison whose process ends in the middle", () => {
  let shop: Shop
  const random = seededRandom(SEED)

  beforeAll(async () => {
    shop = await Shop.open("reconcile_killed")
    await mirrorAtRest(shop)
    await putUnknownRows(shop, ROWS)
  })
  afterAll(async () => {
    await shop.close()
  })

  /** A run that stands at a page, which it has compared and not kept. */
  async function standingRun(): Promise<{
    id: string
    before: number
    letGo: () => Promise<void>
  }> {
    const page = 2 + Math.floor(random() * (ROWS / PAGE - 3))
    const row = String(page * PAGE + 1).padStart(6, "0")
    await shop.legacy.query(
      `UPDATE product_variants SET inventory_quantity = CASE WHEN medusa_variant_id = $1 THEN 3 ELSE 0 END
       WHERE medusa_variant_id LIKE 'variant_unknown_%'`,
      [`variant_unknown_${row}`]
    )
    await shop.db.query("DELETE FROM stock_drift")
    const letGo = await holdDrift(shop)
    const { id } = await askToReconcile(shop)
    const before = (page - 1) * PAGE
    await comparedAtLeast(shop, id, before)
    return { id, before, letGo }
  }

  const attemptsOf = async (id: string) => {
    const { rows } = await shop.db.query<{ outcome: string }>(
      "SELECT outcome FROM stock_reconcile_attempt WHERE job_id = $1 ORDER BY number",
      [id]
    )
    return rows.map(({ outcome }) => outcome)
  }

  async function expectWhole(id: string): Promise<void> {
    const run = await ended(shop, id, 60_000)
    expect(run).toMatchObject({ state: "done", differing: 1 })
    // No page was left out, and none was counted twice.
    expect(run.compared).toBe(run.total)
    expect(await listDrift(shop)).toHaveLength(1)
  }

  it("goes on where it was after kill -9", async () => {
    const { id, before, letGo } = await standingRun()
    await shop.kill()
    await letGo()
    const { rows } = await shop.db.query<{ compared: number }>(
      "SELECT compared FROM stock_reconcile WHERE id = $1",
      [id]
    )
    expect(rows[0]?.compared).toBeGreaterThanOrEqual(before)
    await expireLeases(shop, ["stock_reconcile"])
    await shop.restart()
    await expectWhole(id)
    expect(await attemptsOf(id)).toEqual(["lost", "succeeded"])
  })

  it("is given back at SIGTERM, and another process goes on with it at once", async () => {
    const { id, letGo } = await standingRun()
    const stopped = shop.stop()
    await letGo()
    await stopped
    const { rows } = await shop.db.query<{ state: string }>(
      "SELECT state FROM stock_reconcile WHERE id = $1",
      [id]
    )
    expect(rows).toEqual([{ state: "pending" }])
    await shop.restart()
    await expectWhole(id)
    // Given back in good order: that is no attempt.
    expect(await attemptsOf(id)).toEqual(["succeeded"])
  })

  it("runs once, however many processes there are", async () => {
    const port = await freePort()
    const second: ServerProcess = await startServer(port, shop.environment)
    try {
      const { id, letGo } = await standingRun()
      const other = await askToReconcile(shop)
      await waitFor("both workers to have looked", async () => {
        const run = await readRun(shop, other.id)
        return (
          run.state === "pending" &&
          Date.now() - Date.parse(run.created_at) > 2_500
        )
      })
      const { rows } = await shop.db.query<{ id: string }>(
        "SELECT id FROM stock_reconcile WHERE state = 'running'"
      )
      expect(rows).toEqual([{ id }])
      await letGo()
      await expectWhole(id)
      await expectWhole(other.id)
    } finally {
      await second.end("SIGKILL")
    }
  })
})

import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { mirrorAtRest } from "../../helpers/mirror"
import {
  changeThere,
  changeUnseen,
  comparedAtLeast,
  holdDrift,
  putUnknownRows,
  snapshotOf,
} from "../../helpers/reconcile"
import {
  type CommandResult,
  type RunningCommand,
  startCommand,
} from "../../helpers/run-command"
import { Shop } from "../../helpers/shop"
import { legacyQuantity, medusaQuantity } from "../../helpers/storefront"
import { waitFor } from "../../helpers/wait-for"

const MISSED = "KCT-BURGUNDY-38R-2P"
const EDITED = "KCT-BURGUNDY-40R-2P"

describe("npm run stock:reconcile", () => {
  let shop: Shop
  /** Where no `npm run up` keeps anything. */
  let nowhere: string

  beforeAll(async () => {
    shop = await Shop.open("reconcile_command")
    nowhere = mkdtempSync(join(tmpdir(), "stock-reconcile-"))
    await mirrorAtRest(shop)
  })
  afterAll(async () => {
    await shop.close()
    rmSync(nowhere, { recursive: true })
  })

  const start = (args: string[]): RunningCommand =>
    startCommand("scripts/stock-reconcile.mjs", args, {
      UP_DATA_DIR: nowhere,
      DATABASE_URL: shop.environment.DATABASE_URL ?? "",
    })

  const run = (...args: string[]): Promise<CommandResult> => start(args).result

  it("says that all is equal, with exit code 0", async () => {
    const { code, out, err } = await run()
    expect({ code, err }).toEqual({ code: 0, err: "" })
    expect(out).toMatch(/\d+ items compared, none differs/)
    expect(out).not.toContain("\u001b")
  })

  it("shows what differs, and changes nothing", async () => {
    await changeUnseen(shop, [MISSED], 1_234)
    await changeThere(shop, EDITED, "inventory_quantity = 7777")
    const before = await snapshotOf(shop)

    const { code, out } = await run("--sku", MISSED, "--sku", EDITED)

    expect(code).toBe(1)
    expect(out).toContain("2 of 2 items differ")
    expect(out).toMatch(
      new RegExp(
        `${EDITED} +\\d+ +7,777 +\\+[\\d,]+ +[\\d-]+ [\\d:]+ +changed there since it was pushed\n`
      )
    )
    expect(out).toMatch(
      new RegExp(`${MISSED} +1,2\\d\\d +\\d+ +-[\\d,]+ .* nothing noted it\n`)
    )
    expect(out).toContain(
      `npm run stock:reconcile -- --sku ${MISSED} --sku ${EDITED} --apply`
    )
    expect(await snapshotOf(shop)).toEqual(before)
  })

  it("mends with --apply, and leaves what is for people to decide", async () => {
    const { code, out } = await run("--apply")
    expect(code).toBe(1)
    expect(out).toMatch(new RegExp(`${MISSED} .* yes `))
    expect(out).toMatch(new RegExp(`${EDITED} .* no `))
    expect(await legacyQuantity(shop, MISSED)).toBe(
      await medusaQuantity(shop, MISSED)
    )
    const chosen = await run("--sku", EDITED, "--apply")
    expect(chosen.code).toBe(0)
    expect(chosen.out).toContain("1 of 1 item differed, 1 mended")
    expect(await legacyQuantity(shop, EDITED)).toBe(
      await medusaQuantity(shop, EDITED)
    )
  })

  it("answers programs in JSON", async () => {
    const { code, out } = await run("--quick", "--json")
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({
      run: { kind: "quick", repairs: false, state: "done", differing: 0 },
      drift: [],
      count: 0,
    })
  })

  it.each([
    [["--sku", "nothing-is-called-so"], 1, "Nothing is known as"],
    [["--quick", "--sku", MISSED], 2, "--quick says what is compared"],
    [["--limit", "0"], 2, "whole number"],
    [["--unknown"], 2, "unknown option"],
  ])("refuses %j with exit code %i", async (args, wanted, said) => {
    const { code, err } = await run(...args)
    expect(code).toBe(wanted)
    expect(err).toContain(said)
  })

  it("stops at Ctrl-C, and goes on from there when it is run again", async () => {
    await putUnknownRows(shop, 4_000)
    await shop.legacy.query(
      "UPDATE product_variants SET inventory_quantity = 2 WHERE medusa_variant_id = 'variant_unknown_002500'"
    )
    const letGo = await holdDrift(shop)
    const command = start([])
    const id = await waitFor("the run", async () => {
      const { rows } = await shop.db.query<{ id: string }>(
        "SELECT id FROM stock_reconcile WHERE state = 'running' AND requested_by = 'command'"
      )
      return rows[0]?.id
    })
    await comparedAtLeast(shop, id, 1_000)
    command.signal("SIGINT")
    await waitFor("the run to be asked to stop", async () => {
      const { rowCount } = await shop.db.query(
        "SELECT FROM stock_reconcile WHERE id = $1 AND stop_requested_at IS NOT NULL",
        [id]
      )
      return rowCount === 1
    })
    await letGo()
    const stopped = await command.result
    expect(stopped.code).toBe(1)
    expect(stopped.err).toContain("goes on from here")

    const { code, out } = await run()
    expect(code).toBe(1)
    expect(out).toContain("Going on where it was stopped")
    expect(out).toMatch(/1 of 4,\d+ items differs/)
    const { rows } = await shop.db.query<{ whole: boolean; state: string }>(
      "SELECT compared = total AS whole, state FROM stock_reconcile WHERE id = $1",
      [id]
    )
    expect(rows).toEqual([{ whole: true, state: "done" }])
  })

  it("says so where nobody works", async () => {
    await shop.stop()
    const { code, err } = await run("--quick")
    expect(code).toBe(1)
    expect(err).toContain("Nobody takes the run")
    const { rows } = await shop.db.query<{ state: string }>(
      "SELECT state FROM stock_reconcile ORDER BY created_at DESC LIMIT 1"
    )
    expect(rows).toEqual([{ state: "ignored" }])
  })
})

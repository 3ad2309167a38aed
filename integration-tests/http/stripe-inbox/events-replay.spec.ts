import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { buy } from "../../helpers/buy"
import {
  type CommandResult,
  type RunningCommand,
  startCommand,
} from "../../helpers/run-command"
import { Shop } from "../../helpers/shop"
import { cartItem } from "../../helpers/storefront"
import { storeEvents, storedEvent } from "../../helpers/stored-events"
import { waitFor } from "../../helpers/wait-for"

describe("npm run events:replay", () => {
  let shop: Shop
  /** Where no `npm run up` keeps anything. */
  let nowhere: string

  beforeAll(async () => {
    shop = await Shop.open("events_replay")
    nowhere = mkdtempSync(join(tmpdir(), "events-replay-"))
  })

  afterAll(async () => {
    await shop.close()
    rmSync(nowhere, { recursive: true })
  })

  beforeEach(async () => {
    await shop.db.query("DELETE FROM stripe_event")
  })

  function start(args: string[], databaseUrl?: string): RunningCommand {
    return startCommand("scripts/events-replay.mjs", args, {
      UP_DATA_DIR: nowhere,
      DATABASE_URL: databaseUrl ?? shop.environment.DATABASE_URL ?? "",
    })
  }

  const run = (...args: string[]): Promise<CommandResult> => start(args).result

  const states = async () => {
    const { rows } = await shop.db.query<{ id: string; state: string }>(
      "SELECT id, state FROM stripe_event ORDER BY id"
    )
    return rows.map(({ id, state }) => `${id} ${state}`)
  }

  const dead = (id: string) => ({
    id,
    state: "dead" as const,
    outcome_code: "stripe_refused",
  })

  it("shows what it would do, and changes nothing", async () => {
    await storeEvents(shop.db, [
      dead("evt_1"),
      dead("evt_2"),
      { ...dead("evt_3"), outcome_code: "other", payload: null },
      { id: "evt_done" },
    ])
    const before = await storedEvent(shop.db, "evt_1")

    const { code, out, err } = await run("--limit", "9")

    expect({ code, err }).toEqual({ code: 0, err: "" })
    expect(out).toContain("3 events would be sent off again")
    expect(out).toMatch(/given up +product\.updated +stripe_refused +2\n/)
    expect(out).toMatch(/given up +product\.updated +other +1\n/)
    expect(out).toContain("1 of them cannot be: the payload was pruned")
    expect(out).toContain("npm run events:replay -- --limit 9 --apply")
    expect(out).not.toContain("\u001b")
    expect(await storedEvent(shop.db, "evt_1")).toEqual(before)
  })

  it("sends off with --apply what was given up, and waits until it is worked off", async () => {
    const { events, order } = await buy(shop, {
      kind: "priced",
      items: [cartItem("KCT-BURGUNDY-38R-2P")],
    })
    await shop.db.query("UPDATE stripe_event SET state = 'dead'")
    await storeEvents(shop.db, [dead("evt_1"), { id: "evt_done" }])
    const untouched = await storedEvent(shop.db, "evt_done")

    const { code, out, err } = await run("--apply")

    expect({ code, err }).toEqual({ code: 0, err: "" })
    expect(out).toContain(`${events.length + 1} events sent off`)
    expect(out).toMatch(/Done +\d/)
    expect(out).toMatch(/Left alone +\d.* event_type_not_handled/)
    expect(out).not.toContain("\u001b")
    expect(await storedEvent(shop.db, "evt_done")).toEqual(untouched)
    const { rows } = await shop.db.query<{ id: string }>(
      'SELECT id FROM "order"'
    )
    expect(rows).toEqual([{ id: order.id }])

    expect(await run("--apply")).toEqual({
      code: 0,
      out: "Nothing to send off: no event fits.\n",
      err: "",
    })
  })

  it("takes only those that are named", async () => {
    await storeEvents(shop.db, [
      { ...dead("evt_1"), received_at: "2026-01-05T00:00:00Z" },
      { ...dead("evt_2"), received_at: "2026-01-06T00:00:00Z" },
      { ...dead("evt_3"), received_at: "2026-01-07T00:00:00Z" },
      { ...dead("evt_4"), type: "charge.updated" },
    ])
    const { code } = await run(
      ...["--apply", "--type", "product.updated", "--code", "stripe_refused"],
      ...["--since", "2026-01-06", "--limit", "1"]
    )
    expect(code).toBe(0)
    expect(await states()).toEqual([
      "evt_1 dead",
      "evt_2 ignored",
      "evt_3 dead",
      "evt_4 dead",
    ])
    expect((await run("--apply", "--id", "evt_4", "--id", "evt_1")).code).toBe(
      0
    )
    expect(await states()).toEqual([
      "evt_1 ignored",
      "evt_2 ignored",
      "evt_3 dead",
      "evt_4 ignored",
    ])
  })

  it("works thousands off, piece by piece, each once", async () => {
    const ids = Array.from({ length: 1_200 }, (_, index) => `evt_${index}`)
    await storeEvents(shop.db, ids.map(dead))
    const { code, out } = await run("--apply", "--no-wait")
    expect({ code, out }).toMatchObject({
      code: 0,
      out: expect.stringContaining("1,200 events sent off"),
    })
    const { rows } = await shop.db.query(
      "SELECT FROM stripe_event WHERE generation = 2"
    )
    expect(rows).toHaveLength(1_200)
  })

  it("ends with 1 where one fails again, and says why", async () => {
    const type = "checkout.session.completed"
    const session = {
      id: "cs_nobody",
      object: "checkout.session",
      mode: "payment",
      payment_status: "paid",
    }
    const payload = JSON.stringify({
      id: "evt_1",
      type,
      data: { object: session },
    })
    await storeEvents(shop.db, [
      { ...dead("evt_1"), type, payload },
      dead("evt_2"),
    ])
    const { code, out } = await run("--apply")
    expect(code).toBe(1)
    expect(out).toMatch(/Left alone +1/)
    expect(out).toMatch(/Failing, tried again later +1 +stripe_\w+ 1\n/)
  })

  it("ends with 1 where a payload is gone, or an id is not there", async () => {
    await storeEvents(shop.db, [{ ...dead("evt_1"), payload: null }])
    const pruned = await run("--apply")
    expect(pruned.code).toBe(1)
    expect(pruned.out).toContain("the payload was pruned")
    const missing = await run("--apply", "--id", "evt_nobody")
    expect(missing.code).toBe(1)
    expect(missing.err).toContain("1 of the ids are not in the inbox")
  })

  it("ends with 2 where it is used wrongly, and says how it is used", async () => {
    const { code, out, err } = await run("--state", "lost")
    expect({ code, out }).toEqual({ code: 2, out: "" })
    expect(err).toContain("pending, running, done, ignored, dead")
    expect(err).toContain("npm run events:replay -- --help")
  })

  it("says what to do where there is no database, and shows no password", async () => {
    const none = await start([], "").result
    expect(none).toMatchObject({
      code: 1,
      err: expect.stringContaining("set DATABASE_URL"),
    })
    const closed = "postgres://someone:a-password@127.0.0.1:1/none"
    const out = await start([], closed).result
    expect(out.code).toBe(1)
    expect(out.err).toMatch(/^The database cannot be reached: .*ECONNREFUSED/)
    expect(out.err).not.toContain("a-password")
  })

  it("does not wait for ever where nobody works, and can be stopped and run again", async () => {
    await shop.stop()
    await storeEvents(shop.db, [dead("evt_1"), dead("evt_2")])

    const stopped = start(["--apply", "--limit", "1"])
    await waitFor("it to look on", () => stopped.out().includes("sent off"))
    stopped.signal("SIGINT")
    expect(await stopped.result).toMatchObject({
      code: 1,
      out: expect.stringMatching(/Not worked off yet +1\n/),
      err: expect.stringContaining(
        "Stopped looking on. 1 event stays asked for"
      ),
    })

    const idle = await run("--apply")
    expect(idle).toMatchObject({
      code: 1,
      out: expect.stringContaining("1 event sent off"),
      err: expect.stringContaining("Nobody works them off"),
    })
    await shop.restart()
    await waitFor("both to be worked off", async () =>
      (await states()).every((state) => state.endsWith("ignored"))
    )
  })
})

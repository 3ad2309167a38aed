import type { Logger } from "@medusajs/framework/types"
import { Pool } from "pg"
import { PostgresLockingProviderService } from "../../../src/modules/postgres-locking/service"
import { ownMigrations } from "../../helpers/run-migrations"
import {
  type ThrowAwayDatabase,
  createThrowAwayDatabase,
} from "../../helpers/throw-away-database"
import { waitFor } from "../../helpers/wait-for"

const logger = { warn: () => undefined } as unknown as Logger

let database: ThrowAwayDatabase
const processes: PostgresLockingProviderService[] = []

/** As one process would have it. */
function processOf(): PostgresLockingProviderService {
  const made = new PostgresLockingProviderService({
    lockPool: new Pool({ connectionString: database.url, max: 4 }),
    logger,
  })
  processes.push(made)
  return made
}

/** A promise, and what ends it. */
function gate(): { passed: Promise<void>; open: () => void } {
  let open: () => void = () => undefined
  const passed = new Promise<void>((resolve) => {
    open = resolve
  })
  return { passed, open }
}

const heldKeys = async (): Promise<string[]> => {
  const { rows } = await database.pool.query<{ key: string }>(
    "SELECT key FROM storefront_lock WHERE held_until > clock_timestamp() ORDER BY key"
  )
  return rows.map(({ key }) => key)
}

describe("locks in PostgreSQL", () => {
  let one: PostgresLockingProviderService
  let other: PostgresLockingProviderService

  beforeAll(async () => {
    database = await createThrowAwayDatabase("locks", [
      ownMigrations("postgres-locking"),
    ])
    one = processOf()
    other = processOf()
  })
  afterEach(async () => {
    await database.pool.query("DELETE FROM storefront_lock")
  })
  afterAll(async () => {
    await Promise.all(
      processes.map((each) => each.__hooks.onApplicationShutdown())
    )
    await database.drop()
  })

  it("runs one job at a time under a key, over processes", async () => {
    const running = { now: 0, most: 0, all: 0 }
    const job = async () => {
      running.now += 1
      running.most = Math.max(running.most, running.now)
      await database.pool.query("SELECT pg_sleep(0.002)")
      running.now -= 1
      running.all += 1
    }
    const three = processOf()

    await Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        (index % 3 === 0 ? one : index % 3 === 1 ? other : three).execute(
          index % 2 === 0 ? ["b", "a"] : ["a"],
          job,
          { timeout: 60 }
        )
      )
    )

    expect(running).toStrictEqual({ now: 0, most: 1, all: 60 })
    expect(await heldKeys()).toStrictEqual([])
  })

  it("does not let those with different keys wait for each other", async () => {
    const first = gate()
    const held = one.execute("a", () => first.passed)
    await waitFor("the first lock", async () => (await heldKeys()).length === 1)

    expect(await other.execute("b", () => Promise.resolve("done"))).toBe("done")
    expect(await one.execute("c", () => Promise.resolve("done"))).toBe("done")

    first.open()
    await held
  })

  it.each([
    ["another process", () => other],
    ["the same process", () => one],
  ])("gives up on what %s keeps, and leaves nothing behind", async (_, who) => {
    const first = gate()
    const held = one.execute("a", () => first.passed)
    await waitFor("the first lock", async () => (await heldKeys()).length === 1)

    await expect(
      who().execute(["a", "b"], () => Promise.resolve(), { timeout: 1 })
    ).rejects.toMatchObject({
      type: "conflict",
      message: "Timed-out acquiring lock.",
    })
    first.open()
    await held

    expect(await who().execute("a", () => Promise.resolve("free"))).toBe("free")
    expect(await heldKeys()).toStrictEqual([])
  })

  it("gives the key back where the job fails", async () => {
    await expect(
      one.execute("a", () => Promise.reject(new Error("no")))
    ).rejects.toThrow("no")

    await other.acquire("a")
  })

  it("takes all keys or none", async () => {
    await one.acquire("b", { expire: 60 })

    await expect(other.acquire(["a", "b", "c"])).rejects.toThrow(
      "Failed to acquire lock"
    )

    expect(await heldKeys()).toStrictEqual(["b"])
  })

  it("lets an owner take again what is its own, and nobody else give it back", async () => {
    await one.acquire("a", { ownerId: "cart_1", expire: 60 })

    await one.acquire("a", { ownerId: "cart_1", expire: 60 })
    await other.acquire("a", { ownerId: "cart_1", expire: 60 })
    expect(await other.release("a", { ownerId: "cart_2" })).toBe(false)
    expect(await other.release("a")).toBe(false)
    expect(await one.release("a", { ownerId: "cart_1" })).toBe(true)
    expect(await one.release("a", { ownerId: "cart_1" })).toBe(false)

    expect(await heldKeys()).toStrictEqual([])
  })

  it("gives back what nobody's name is on, in the process that took it", async () => {
    await one.acquire(["a", "b"], { expire: 60 })

    await expect(one.acquire("a")).rejects.toThrow("Failed to acquire lock")
    expect(await one.release(["a", "b"])).toBe(true)

    await other.acquire(["a", "b"])
  })

  it("is anybody's once its process has died", async () => {
    const dying = processOf()
    await dying.acquire("a", { expire: 600 })
    // No renewal comes any more, and the time is up.
    await dying.__hooks.onApplicationShutdown()
    processes.splice(processes.indexOf(dying), 1)
    await database.pool.query(
      "UPDATE storefront_lock SET held_until = clock_timestamp()"
    )

    await other.acquire("a")
  })

  it("keeps a lock alive for as long as the job runs", async () => {
    const job = gate()
    const held = one.execute("a", () => job.passed)
    await waitFor("the lock", async () => (await heldKeys()).length === 1)
    await database.pool.query(
      "UPDATE storefront_lock SET held_until = clock_timestamp() + interval '2 seconds'"
    )

    await waitFor("a renewal", async () => {
      const { rows } = await database.pool.query(
        "SELECT 1 FROM storefront_lock WHERE held_until > clock_timestamp() + interval '3 seconds'"
      )
      return rows.length === 1
    })

    job.open()
    await held
  })

  it("tells a job that lost its lock, and does not call it done", async () => {
    const told = gate()
    const held = one.execute("a", async (signal) => {
      signal?.addEventListener("abort", told.open)
      await told.passed
    })
    await waitFor("the lock", async () => (await heldKeys()).length === 1)
    await database.pool.query(
      "UPDATE storefront_lock SET held_until = clock_timestamp()"
    )
    await other.acquire("a", { expire: 60 })

    await expect(held).rejects.toThrow('Lost the lock for key "a"')
    expect(await heldKeys()).toStrictEqual(["a"])
  })

  it("gives back all of an owner's", async () => {
    await one.acquire("a", { ownerId: "cart_1", expire: 60 })
    await one.acquire("b", { ownerId: "cart_2", expire: 60 })

    await one.releaseAll({ ownerId: "cart_1" })
    expect(await heldKeys()).toStrictEqual(["b"])

    await one.releaseAll()
    expect(await heldKeys()).toStrictEqual([])
  })
})

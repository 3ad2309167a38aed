import { WakeListener } from "../../../src/lib/durable-queue/wake-listener"
import { FaultProxy } from "../../helpers/fault-proxy"
import {
  type ThrowAwayDatabase,
  createThrowAwayDatabase,
} from "../../helpers/throw-away-database"
import { waitFor } from "../../helpers/wait-for"

const CHANNEL = "work_put_in"

let database: ThrowAwayDatabase
let listener: WakeListener
let wakes: number
let errors: string[]

function listenerOf(connectionString: string): WakeListener {
  return new WakeListener({
    connectionString,
    channel: CHANNEL,
    onWake: () => (wakes += 1),
    onError: (error) => errors.push(error.message),
  })
}

async function start(): Promise<void> {
  ;[wakes, errors] = [0, []]
  listener = listenerOf(database.url)
  await listener.start()
}

async function listeners(): Promise<number> {
  const { rowCount } = await database.pool.query(
    "SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name = $1",
    [`wake ${CHANNEL}`]
  )
  return rowCount ?? 0
}

describe("a wake listener", () => {
  beforeAll(async () => {
    database = await createThrowAwayDatabase("wake_test", [])
  })
  afterAll(async () => {
    await database.drop()
  })
  beforeEach(start)
  afterEach(async () => {
    await listener.stop()
  })

  it("wakes once when it begins to listen, for what was put in before", () => {
    expect(wakes).toBe(1)
  })

  it("wakes when somebody notifies, but not before that commits", async () => {
    const client = await database.pool.connect()
    try {
      await client.query("BEGIN")
      await client.query("SELECT pg_notify($1, '')", [CHANNEL])
      await client.query("SELECT pg_notify('another channel', '')")
      expect(wakes).toBe(1)
      await client.query("COMMIT")
    } finally {
      client.release()
    }
    await waitFor("the wake-up", () => wakes === 2)
  })

  it("listens again, and wakes, after its connection was cut", async () => {
    await database.pool.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1",
      [`wake ${CHANNEL}`]
    )
    await waitFor("the wake-up of the new connection", () => wakes === 2)
    expect(errors).toEqual([
      "terminating connection due to administrator command",
    ])
    await database.pool.query("SELECT pg_notify($1, '')", [CHANNEL])
    await waitFor("the wake-up by the notification", () => wakes === 3)
    expect(await listeners()).toBe(1)
  })

  it("leaves no connection behind when it is stopped", async () => {
    expect(await listeners()).toBe(1)
    await listener.stop()
    await waitFor("the connection to go", async () => (await listeners()) === 0)
    expect(errors).toEqual([])
  })

  it("keeps trying while it cannot connect, and says so", async () => {
    await listener.stop()
    listener = listenerOf(`${database.url}_missing`)
    wakes = 0
    await listener.start()
    await waitFor("a second try", () => errors.length >= 2)
    expect(errors[0]).toContain("does not exist")
    expect(wakes).toBe(0)
  })

  it("gives a connection up that is not answered, and tries anew", async () => {
    await listener.stop()
    const proxy = await FaultProxy.start(database.url)
    proxy.stall()
    jest.useFakeTimers({ doNotFake: ["nextTick", "setImmediate", "Date"] })
    try {
      listener = listenerOf(proxy.url)
      const started = listener.start()
      await waitFor("the connection", () => proxy.swallowed() > 0)
      jest.advanceTimersByTime(5_000)
      await started
      expect(errors).toEqual([expect.stringContaining("timeout")])
      const before = proxy.swallowed()
      jest.advanceTimersByTime(1_000)
      await waitFor("a second try", () => proxy.swallowed() > before)
    } finally {
      jest.useRealTimers()
      await proxy.close()
    }
  })

  it("does not wait for more than a second for a connection that leads nowhere", async () => {
    await listener.stop()
    const proxy = await FaultProxy.start(database.url)
    listener = listenerOf(proxy.url)
    await listener.start()
    proxy.stall()
    jest.useFakeTimers({ doNotFake: ["nextTick", "setImmediate", "Date"] })
    try {
      const stopped = listener.stop()
      jest.advanceTimersByTime(1_000)
      await stopped
    } finally {
      jest.useRealTimers()
      await proxy.close()
    }
  })
})

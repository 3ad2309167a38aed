import { WakeListener } from "../../../src/lib/durable-queue/wake-listener"
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

async function start(): Promise<void> {
  ;[wakes, errors] = [0, []]
  listener = new WakeListener({
    connectionString: database.url,
    channel: CHANNEL,
    onWake: () => (wakes += 1),
    onError: (error) => errors.push(error.message),
  })
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
    listener = new WakeListener({
      connectionString: `${database.url}_missing`,
      channel: CHANNEL,
      onWake: () => (wakes += 1),
      onError: (error) => errors.push(error.message),
    })
    wakes = 0
    await listener.start()
    await waitFor("a second try", () => errors.length >= 2)
    expect(errors[0]).toContain("does not exist")
    expect(wakes).toBe(0)
  })
})

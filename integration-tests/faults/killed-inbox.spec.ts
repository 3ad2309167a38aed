import { setTimeout as delay } from "node:timers/promises"
import { EventSender } from "../helpers/event-sender"
import { freePort } from "../helpers/free-port"
import {
  eventsNotKept,
  eventsThatDoNotAddUp,
  lostAttempts,
} from "../helpers/inbox-audit"
import { InboxProcess } from "../helpers/inbox-process"
import { ownMigrations } from "../helpers/run-migrations"
import { seededRandom } from "../helpers/seeded-random"
import {
  type ThrowAwayDatabase,
  createThrowAwayDatabase,
} from "../helpers/throw-away-database"
import { waitFor } from "../helpers/wait-for"

const PROCESSES = 2
const KILLS_EACH = 20
const PAYMENTS_A_KILL = 8
const EVENTS_A_PAYMENT = 3
/** The payments of a process's life come within this, and so does its end. */
const LONGEST_LIFE_MS = 250
const SECRET = "whsec_killed_inbox"
const STANDS_FOR_IMPORTS = `
  CREATE TABLE effect (payment text NOT NULL);
  CREATE TABLE execution (event_id text NOT NULL)`

/**
 * `kill -9` on two inboxes that share one table, again and again while events arrive and are worked
 * off: many more moments than whole backends can be killed at in the same time.
 */
describe("Stripe inboxes that are killed", () => {
  const seed = Number(process.env.FAULT_SEED ?? Date.now())
  let database: ThrowAwayDatabase
  let inboxes: InboxProcess[]
  let sender: EventSender

  beforeAll(async () => {
    database = await createThrowAwayDatabase("killed_inbox", [
      ownMigrations("stripe-inbox"),
    ])
    await database.pool.query(STANDS_FOR_IMPORTS)
    inboxes = []
    for (let index = 0; index < PROCESSES; index++) {
      inboxes.push(new InboxProcess(await freePort(), database.url, SECRET))
    }
    await Promise.all(inboxes.map((inbox) => inbox.start()))
    sender = new EventSender(
      inboxes.map(({ url }) => url),
      SECRET
    )
  })

  afterAll(async () => {
    sender.close()
    await Promise.all(inboxes.map((inbox) => inbox.kill()))
    await database.drop()
  })

  it("F1, F2: keep every event that they acknowledged, and work each off once", async () => {
    // Each to its end: what one finds must not leave the other going on.
    const ends = await Promise.allSettled(inboxes.map(killAgainAndAgain))
    expect(ends.filter(({ status }) => status === "rejected")).toEqual([])
    await sender.idle()
    // Those that died with their process come back when its lease has run out.
    await waitFor(`every event to be done (seed ${seed})`, allDone, 60_000)

    const { pool } = database
    expect({ seed, lost: await eventsNotKept(pool, sender.events) }).toEqual({
      seed,
      lost: [],
    })
    expect({ seed, odd: await eventsThatDoNotAddUp(pool) }).toEqual({
      seed,
      odd: [],
    })
    expect({ seed, odd: await paymentsWithoutOneEffect() }).toEqual({
      seed,
      odd: [],
    })
    // The kills did come in the middle of what they were meant to interrupt.
    const unanswered = sender.events.filter(
      ({ duplicates }) => !duplicates.includes(false)
    )
    expect(unanswered.length).toBeGreaterThan(0)
    expect(await lostAttempts(pool)).toBeGreaterThan(0)
  })

  async function killAgainAndAgain(
    inbox: InboxProcess,
    index: number
  ): Promise<void> {
    const random = seededRandom(seed + index)
    for (let kill = 0; kill < KILLS_EACH; kill++) {
      const sending = Array.from({ length: PAYMENTS_A_KILL }, (_, number) =>
        sendPayment(`${index}_${kill}_${number}`, index, random)
      )
      // Not waiting for a state: the moment is what the test varies.
      await delay(random() * LONGEST_LIFE_MS)
      await inbox.kill()
      expect({ seed, kill, lost: await acknowledgedNotKept() }).toEqual({
        seed,
        kill,
        lost: [],
      })
      await Promise.all([inbox.start(), ...sending])
    }
  }

  /** Several events, some of them doubled, at a moment of the process's life. */
  async function sendPayment(
    name: string,
    first: number,
    random: () => number
  ): Promise<void> {
    const copies = Array.from({ length: EVENTS_A_PAYMENT }, () =>
      random() < 0.3 ? 2 : 1
    )
    await delay(random() * LONGEST_LIFE_MS)
    copies.forEach((count, number) => {
      sender.send(`evt_${name}_${number}`, `pi_${name}`, first, count)
    })
  }

  async function acknowledgedNotKept(): Promise<string[]> {
    return eventsNotKept(
      database.pool,
      sender.events.filter(({ duplicates }) => duplicates.length > 0)
    )
  }

  async function allDone(): Promise<boolean> {
    const { rows } = await database.pool.query<{ done: string }>(
      "SELECT count(*) AS done FROM stripe_event WHERE state = 'done'"
    )
    return Number(rows[0]?.done) === sender.events.length
  }

  async function paymentsWithoutOneEffect(): Promise<unknown[]> {
    const { rows } = await database.pool.query<Record<string, unknown>>(
      `SELECT event.payment,
              (SELECT count(*) FROM effect WHERE effect.payment = event.payment) AS effects
       FROM stripe_event AS event GROUP BY event.payment
       HAVING (SELECT count(*) FROM effect WHERE effect.payment = event.payment) <> 1
           OR (SELECT count(DISTINCT event_id) FROM execution
               WHERE event_id = ANY(array_agg(event.id))) <> count(*)`
    )
    return rows
  }
})

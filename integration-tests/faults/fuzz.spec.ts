import { makeKey } from "../helpers/access/credentials"
import { ourRoutes } from "../helpers/access/router"
import { bareEvent } from "../helpers/bare-event"
import { type Call, type CallAnswer, call } from "../helpers/call"
import { Dice } from "../helpers/fuzz/dice"
import { footprint } from "../helpers/fuzz/footprint"
import { MemoryInUse } from "../helpers/fuzz/memory-in-use"
import { oddCredential } from "../helpers/fuzz/odd-credential"
import { forgedDelivery, signedOddity } from "../helpers/fuzz/odd-delivery"
import { oddRequest } from "../helpers/fuzz/odd-request"
import { faultsOfAnswer } from "../helpers/fuzz/judge"
import { deliverEvent } from "../helpers/post-event"
import { faultSeed } from "../helpers/seeded-random"
import { Shop } from "../helpers/shop"
import { waitFor } from "../helpers/wait-for"

const LANES = 24
const FORGED_DELIVERIES = Number(process.env.FUZZ_DELIVERIES ?? 60_000)
const FORGED_CALLS = FORGED_DELIVERIES / 3
const CALLS_OF_STAFF = FORGED_DELIVERIES / 4
const SIGNED_ODDITIES = FORGED_DELIVERIES / 12
/** So many requests before the memory is looked at: what is loaded late is loaded by then. */
const WARM_UP = 4_000
const MAX_GROWTH_MB = 50
/** What is counted against callers is forgotten after a minute. */
const FORGOTTEN_MS = 120_000
/** Others are looked after once in so many requests. */
const EVERY = 2_500
const MAX_FAULTS_SHOWN = 15

const SEED = faultSeed()

/** What the routes are sent that anybody can reach, by programs that mean it ill or know no better. */
describe(`F13, F64, F66, F67: a hundred thousand odd requests (FAULT_SEED=${SEED})`, () => {
  const memory = new MemoryInUse("fuzz")
  const routes = ourRoutes()
  const dice = new Dice(SEED)
  let shop: Shop
  let key: string
  let pid: number
  let memoryBefore: number
  let answered = 0
  let signed = 0
  let askedToComeAgain = 0

  beforeAll(async () => {
    shop = await Shop.open("fuzz", {
      ...memory.env,
      // A comparison that begins meanwhile is a row more, which nobody has asked for.
      SUPABASE_RECONCILE_SECONDS: "3600",
    })
    pid = shop.pid
    key = (await makeKey(shop, "Fuzz")).token
    await send(WARM_UP / 4, () => forgedDelivery(dice, shop))
    await send(WARM_UP / 4, forgedCall)
    await send(WARM_UP / 4, callOfStaff)
    await send(WARM_UP / 4, () => signedOddity(dice, shop))
    memoryBefore = await memory.of(shop)
    answered = 0
  })

  afterAll(async () => {
    await shop.close()
  })

  const forgedCall = (): Call => oddRequest(dice, oddCredential(dice))

  const callOfStaff = (): Call =>
    oddRequest(dice, { authorization: `Basic ${key}` })

  it("F7, F11: nothing comes of deliveries that Stripe has not signed", async () => {
    const before = await withoutSigned()
    const faults = await send(FORGED_DELIVERIES, () =>
      forgedDelivery(dice, shop)
    )
    expect(faults).toEqual([])
    expect(await withoutSigned()).toEqual(before)
  })

  it("F64: nothing comes of calls without a valid credential", async () => {
    const before = await withoutSigned()
    const faults = await send(FORGED_CALLS, forgedCall)
    expect(faults).toEqual([])
    expect(await withoutSigned()).toEqual(before)
  })

  it("F66, F67: odd calls of who may call are answered, and make no order and no stock", async () => {
    const { order, stock, payment } = await footprint(shop)
    const faults = await send(CALLS_OF_STAFF, callOfStaff, true)
    expect(faults).toEqual([])
    expect(await footprint(shop)).toMatchObject({ order, stock, payment })
  })

  it("F13, F18: odd events that Stripe has signed are kept or refused, and make no order", async () => {
    const { order, stock, payment } = await footprint(shop)
    const faults = await send(
      SIGNED_ODDITIES,
      () => signedOddity(dice, shop),
      true
    )
    expect(faults).toEqual([])
    expect(await footprint(shop)).toMatchObject({ order, stock, payment })
  })

  it("the process is the same, whole, and keeps no more memory than before", async () => {
    expect(answered).toBeGreaterThanOrEqual(
      FORGED_DELIVERIES + FORGED_CALLS + CALLS_OF_STAFF + SIGNED_ODDITIES
    )
    expect(askedToComeAgain).toBeLessThan(answered / 1_000)
    expect(shop.pid).toBe(pid)
    process.kill(pid, 0)
    expect(shop.output()).not.toMatch(/uncaught|unhandled|out of memory/i)
    const atOnce = (await memory.of(shop)) - memoryBefore
    const { growth } = await waitFor(
      `the memory to grow by less than ${MAX_GROWTH_MB} MB`,
      async () => {
        const grown = (await memory.of(shop)) - memoryBefore
        return grown < MAX_GROWTH_MB && { growth: grown }
      },
      FORGOTTEN_MS
    )
    process.stdout.write(
      `\n${answered} odd requests answered, memory grew by ${growth.toFixed(1)} MB, ${atOnce.toFixed(1)} MB right after them\n`
    )
  })

  /** Sends so many requests over some connections. @returns what was wrong, a few of it */
  async function send(
    count: number,
    next: () => Call,
    mayPass = false
  ): Promise<string[]> {
    const faults: string[] = []
    let sent = 0
    const lane = async (): Promise<void> => {
      while (sent < count && faults.length < MAX_FAULTS_SHOWN) {
        sent += 1
        if (sent % EVERY === 0) {
          await lookAfterOthers()
        }
        const request = next()
        const answer = await answerTo(request)
        answered += 1
        faults.push(...faultsOfAnswer(request, answer, { routes, mayPass }))
      }
    }
    await Promise.all(Array.from({ length: LANES }, lane))
    return faults
  }

  /**
   * Node ends a connection where the head of a request is too large, and may do so before it is read.
   * Who is asked to come again, does.
   */
  async function answerTo(request: Call): Promise<CallAnswer | null> {
    try {
      const answer = await call(shop.url, request)
      if (answer.status === 503 && answer.headers["retry-after"]) {
        askedToComeAgain += 1
        return await answerTo(request)
      }
      return answer
    } catch (error) {
      if (error instanceof Error && /ECONNRESET|EPIPE/.test(String(error))) {
        return null
      }
      throw error
    }
  }

  /** What is asked in earnest is done in the midst of it. */
  async function lookAfterOthers(): Promise<void> {
    const [event] = await Promise.all([
      deliverEvent(shop, bareEvent(`evt_earnest_${signed++}`)),
      shop.admin("/admin/storefront/payments"),
      shop.admin("/admin/orders?limit=1&fields=id"),
    ])
    expect(event.status).toBe(200)
  }

  /** The footprint as it would be without the events that were sent in earnest. */
  async function withoutSigned(): Promise<Record<string, string>> {
    const { rows } = await shop.db.query<{ count: string }>(
      "SELECT count(*)::text AS count FROM stripe_event WHERE id NOT LIKE 'evt_earnest_%'"
    )
    return { ...(await footprint(shop)), stripe_event: rows[0]?.count ?? "" }
  }
})

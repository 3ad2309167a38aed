import { once } from "node:events"
import { type Socket, connect } from "node:net"
import { deflateSync, gzipSync } from "node:zlib"
import { bareEvent } from "../../helpers/bare-event"
import { Shop } from "../../helpers/shop"
import { waitFor } from "../../helpers/wait-for"

const PATH = "/hooks/payment/stripe"
const OVER_THE_LIMIT = 320
const dictionary = Buffer.from("Nobody has this one")

/** What the endpoint does with those who mean it ill, or know no better, and that others are served meanwhile. */
describe("POST /hooks/payment/stripe, met by the world", () => {
  let shop: Shop
  let nextId = 0

  beforeAll(async () => {
    shop = await Shop.open("hostile_deliveries")
    // The first delivery goes Medusa's way, all others directly.
    await deliver(event())
  })

  afterAll(async () => {
    await shop.close()
  })

  const event = (fields: Record<string, unknown> = {}): string =>
    bareEvent(`evt_hostile_${nextId++}`, fields)

  const post = (
    body: string | Buffer,
    headers: Record<string, string>,
    address?: string
  ) =>
    fetch(`${shop.url}${PATH}`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        ...(address ? { "x-forwarded-for": address } : {}),
        ...headers,
      },
      body,
    })

  const deliver = (body: string, headers: Record<string, string> = {}) =>
    post(body, { "stripe-signature": shop.stripe.sign(body), ...headers })

  async function answerOf(answer: Response): Promise<[number, unknown]> {
    const { code } = (await answer.json()) as { code?: string }
    return [answer.status, code]
  }

  async function stored(id: string): Promise<Record<string, unknown>[]> {
    const { rows } = await shop.db.query<Record<string, unknown>>(
      "SELECT * FROM stripe_event WHERE id = $1",
      [id]
    )
    return rows
  }

  it.each([
    ["text", { "content-type": "text/plain" }, 415, "content_type_unsupported"],
    [
      "a form",
      { "content-type": "application/x-www-form-urlencoded" },
      415,
      "content_type_unsupported",
    ],
    [
      "another character set",
      { "content-type": "application/json; charset=latin1" },
      415,
      "charset_unsupported",
    ],
    [
      "an unknown compression",
      { "content-encoding": "br" },
      415,
      "encoding_unsupported",
    ],
    [
      "a compression that it does not have",
      { "content-encoding": "gzip" },
      400,
      "body_malformed",
    ],
  ])("F13: refuses a body said to be %s", async (_, headers, status, code) => {
    expect(await answerOf(await deliver(event(), headers))).toEqual([
      status,
      code,
    ])
  })

  it.each([
    ["garbage", "deflate", Buffer.from("{}")],
    ["a cut stream", "gzip", gzipSync("{}").subarray(0, 15)],
    ["an unknown dictionary", "deflate", deflateSync("{}", { dictionary })],
  ])("F13: refuses %s, said to be %s", async (_, encoding, body) => {
    const answer = await post(body, {
      "content-encoding": encoding,
      "stripe-signature": shop.stripe.sign("{}"),
    })
    expect(await answerOf(answer)).toEqual([400, "body_malformed"])
  })

  it("F13: refuses what is not UTF-8", async () => {
    const body = Buffer.from(event()).fill(0xff, 60, 62)
    const signature = shop.stripe.sign(body.toString("latin1"))
    const answer = await post(body, { "stripe-signature": signature })
    expect(answer.status).toBe(400)
  })

  it("F7: refuses a signature that is given twice", async () => {
    const body = event()
    const signature = shop.stripe.sign(body)
    const answer = await sendRaw(
      [
        `POST ${PATH} HTTP/1.1`,
        "Host: shop",
        "Content-Type: application/json",
        `Content-Length: ${Buffer.byteLength(body)}`,
        `Stripe-Signature: ${signature}`,
        `Stripe-Signature: ${signature}`,
        "Connection: close",
        "",
        body,
      ].join("\r\n")
    )
    expect(answer).toMatch(/^HTTP\/1.1 400 [\s\S]*signature_missing/)
  })

  it("takes a body that was compressed on the way", async () => {
    const body = event()
    const answer = await post(gzipSync(body), {
      "content-encoding": "gzip",
      "stripe-signature": shop.stripe.sign(body),
    })
    expect(answer.status).toBe(200)
  })

  it("F12: refuses a body that inflates to 500 MB, in memory that stays bounded", async () => {
    const bomb = gzipSync(Buffer.alloc(500_000_000))
    const before = await shop.memoryMb()
    const answers = await Promise.all(
      Array.from({ length: 8 }, () =>
        post(bomb, {
          "content-encoding": "gzip",
          "stripe-signature": "t=1,v1=a",
        })
      )
    )
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(413))
    expect((await shop.memoryMb()) - before).toBeLessThan(150)
  })

  it("F12: fails at nothing that is behind the end of what it reads", async () => {
    const large = gzipSync(Buffer.alloc(1_070_000))
    const cut = large.subarray(0, -9)
    const wrong = Buffer.concat([large.subarray(0, -8), Buffer.alloc(8)])
    const headers = { "content-encoding": "gzip", "stripe-signature": "t=1" }
    expect((await post(cut, headers)).status).toBe(413)
    expect((await post(wrong, headers)).status).toBe(413)
    expect((await deliver(event())).status).toBe(200)
    expect(shop.output()).not.toMatch(/uncaught|unhandled/i)
  })

  it("F12: gives up on a client that drips its body in, and serves the others meanwhile", async () => {
    const socket = await openSocket()
    socket.write(
      `POST ${PATH} HTTP/1.1\r\nHost: shop\r\nContent-Type: application/json\r\nContent-Length: 1000\r\nStripe-Signature: t=1,v1=a\r\n\r\n{`
    )
    const drip = setInterval(() => socket.write(" "), 500)
    const answered = readAll(socket)
    expect((await deliver(event())).status).toBe(200)
    expect(await answered).toMatch(/^HTTP\/1.1 408 [\s\S]*body_too_slow/)
    clearInterval(drip)
  })

  it("F68: tells an address that floods it with nonsense to wait, and still takes what Stripe has signed from there", async () => {
    const address = "203.0.113.7"
    const statuses: number[] = []
    for (let sent = 0; sent < OVER_THE_LIMIT; sent += 20) {
      const answers = await Promise.all(
        Array.from({ length: 20 }, () =>
          post(event(), { "stripe-signature": "t=1,v1=a" }, address)
        )
      )
      statuses.push(...answers.map(({ status }) => status))
    }
    expect(statuses.slice(0, 280).every((status) => status === 400)).toBe(true)
    const last = await post("{}", {}, address)
    expect(await answerOf(last)).toEqual([429, "too_many_refused"])
    expect(Number(last.headers.get("retry-after"))).toBeGreaterThan(0)

    const body = event()
    const signed = { "stripe-signature": shop.stripe.sign(body) }
    expect((await post(body, signed, address)).status).toBe(200)
    expect((await post("{}", {}, "198.51.100.1")).status).toBe(400)
    const told = shop
      .output()
      .match(/is over the limit, the next are not logged/g)
    expect(told).toHaveLength(1)
  })

  it("F11, F14: counts what it refuses, by its cause", async () => {
    await deliver(event({ livemode: true }))
    const body = event()
    await post(`${body} `, { "stripe-signature": shop.stripe.sign(body) })
    await waitFor("the counts to be written", async () => {
      const { rows } = await shop.db.query<{ code: string; count: number }>(
        "SELECT code, sum(count)::int AS count FROM stripe_refusal GROUP BY code"
      )
      const counts = new Map(rows.map(({ code, count }) => [code, count]))
      return (
        counts.get("mode_mismatch") === 1 &&
        (counts.get("signature_invalid") ?? 0) >= 1 &&
        (counts.get("body_too_large") ?? 0) >= 8
      )
    })
  })

  it("F15: keeps a thin event, and says that it is not handled", async () => {
    const id = `evt_test_thin_${nextId++}`
    const body = JSON.stringify({
      id,
      object: "v2.core.event",
      type: "v1.billing.meter.error_report_triggered",
      livemode: false,
      created: new Date().toISOString(),
      related_object: { id: "mtr_1", type: "billing.meter" },
    })
    expect((await deliver(body)).status).toBe(200)
    await waitFor("it to be put aside", async () => {
      const [row] = await stored(id)
      return row?.state === "ignored" && row.outcome_code
    })
    expect(await stored(id)).toEqual([
      expect.objectContaining({ payload: body, payment: null }),
    ])
  })

  it("takes nothing but POST, and a query as well", async () => {
    const get = await fetch(`${shop.url}${PATH}`)
    expect([get.status, get.headers.get("allow")]).toEqual([405, "POST"])
    const body = event()
    const signed = { "stripe-signature": shop.stripe.sign(body) }
    const asked = await fetch(`${shop.url}${PATH}?from=stripe`, {
      method: "POST",
      headers: { "content-type": "application/json", ...signed },
      body,
    })
    expect(await asked.json()).toEqual({ received: true, duplicate: false })
  })

  async function openSocket(): Promise<Socket> {
    const { hostname, port } = new URL(shop.url)
    const socket = connect(Number(port), hostname)
    await once(socket, "connect")
    return socket
  }

  async function sendRaw(text: string): Promise<string> {
    const socket = await openSocket()
    socket.write(text)
    return readAll(socket)
  }
})

async function readAll(socket: Socket): Promise<string> {
  let text = ""
  socket.on("data", (bytes: Buffer) => (text += bytes.toString()))
  socket.on("error", () => undefined)
  await once(socket, "close")
  return text
}

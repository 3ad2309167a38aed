import { once } from "node:events"
import { type Server, createServer } from "node:http"
import type { AddressInfo } from "node:net"
import {
  type SlowClient,
  startSlowClient,
} from "../../../integration-tests/helpers/slow-client"
import { limitServer } from "./limit-server"

const SHORT = { headersMs: 500, requestMs: 1_000, idleMs: 500 }

/** How often Node looks; 30 s where nobody says so when the server is made. */
const LOOKS_MS = 50

const HEADERS = "POST / HTTP/1.1\r\nHost: shop\r\n"

describe("a server with limits", () => {
  let server: Server
  let url: string

  beforeEach(async () => {
    server = createServer(
      { connectionsCheckingInterval: LOOKS_MS },
      (req, res) => {
        req.resume().once("end", () => res.end("served"))
      }
    )
    limitServer(server, SHORT)
    server.listen(0, "127.0.0.1")
    await once(server, "listening")
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })

  afterEach(() => {
    server.closeAllConnections()
    server.close()
  })

  const dripping = (beginning: string): SlowClient =>
    startSlowClient(url, { beginning, everyMs: 20 })

  it("cuts off who sends its headers drop by drop, with 408", async () => {
    const client = dripping(`${HEADERS}X-Slow: `)
    expect(await client.cutOff).toBeGreaterThanOrEqual(SHORT.headersMs)
    expect(client.received()).toMatch(/^HTTP\/1\.1 408 /)
  })

  it("cuts off who sends its body drop by drop, with 408, later", async () => {
    const client = dripping(`${HEADERS}Content-Length: 100000\r\n\r\n`)
    expect(await client.cutOff).toBeGreaterThanOrEqual(SHORT.requestMs)
    expect(client.received()).toMatch(/^HTTP\/1\.1 408 /)
  })

  it("closes a connection that is not used again, without a word", async () => {
    const client = startSlowClient(url, {
      beginning: `${HEADERS}Content-Length: 0\r\n\r\n`,
      everyMs: null,
    })
    expect(await client.cutOff).toBeGreaterThanOrEqual(SHORT.idleMs)
    expect(client.received()).toMatch(/^HTTP\/1\.1 200 /)
    expect(client.received().split("HTTP/1.1")).toHaveLength(2)
  })

  it("serves others meanwhile", async () => {
    const slow = Array.from({ length: 50 }, () => dripping(HEADERS))
    for (let round = 0; round < 5; round++) {
      const answer = await fetch(url, { method: "POST", body: "quick" })
      expect(await answer.text()).toBe("served")
    }
    await Promise.all(slow.map(({ cutOff }) => cutOff))
    expect(await (await fetch(url)).text()).toBe("served")
  })
})

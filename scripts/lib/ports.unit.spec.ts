import { createServer } from "node:net"
import { once } from "node:events"

const load = () => import("./ports.mjs")

const table = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:D430 00000000:0000 0A 00000000:00000000 00:00000000 00000000   101        0 111 1
   1: 0100007F:D430 0100007F:9C40 01 00000000:00000000 00:00000000 00000000   101        0 222 1
   2: 00000000:2328 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 333 1
`

describe("ports", () => {
  it("are told from connections to them", async () => {
    const { listeningInodes } = await load()
    expect(listeningInodes(table, 54_320)).toEqual(["111"])
    expect(listeningInodes(table, 9_000)).toEqual(["333"])
    expect(listeningInodes(table, 9_001)).toEqual([])
  })

  it("that are taken are passed over, and their owner is named", async () => {
    const { describePortOwner, freePort } = await load()
    const server = createServer().listen(0)
    await once(server, "listening")
    const address = server.address()
    const port = typeof address === "object" ? (address?.port ?? 0) : 0
    try {
      expect(await freePort(port)).not.toBe(port)
      expect(describePortOwner(port)).toContain(`(pid ${process.pid})`)
    } finally {
      server.close()
    }
  })
})

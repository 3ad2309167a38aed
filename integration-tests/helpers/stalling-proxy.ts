import { type AddressInfo, type Socket, connect, createServer } from "node:net"

export type StallingProxy = {
  /** The database's address, by way of the proxy. */
  url: string
  /** From now on nothing is passed on, and nobody is told: connections are half open. */
  stall: () => void
  /** Bytes that came from the near side since it stalled. */
  swallowed: () => number
  close: () => Promise<void>
}

/** Stands between a client and a database until it stalls, as after a failover. */
export async function startStallingProxy(
  databaseUrl: string
): Promise<StallingProxy> {
  const target = new URL(databaseUrl)
  const sockets = new Set<Socket>()
  let isStalled = false
  let swallowed = 0
  // Half open: not even the end of a connection is answered while it is stalled.
  const server = createServer({ allowHalfOpen: true }, (near) => {
    sockets.add(near)
    near.on("error", () => undefined)
    const far = isStalled
      ? null
      : connect(Number(target.port || 5432), target.hostname)
    near.on("data", (bytes) => {
      if (isStalled) {
        swallowed += bytes.length
      } else {
        far?.write(bytes)
      }
    })
    near.on("end", () => isStalled || near.end())
    near.on("close", () => far?.destroy())
    if (far) {
      sockets.add(far)
      far.on("error", () => undefined)
      far.on("data", (bytes) => isStalled || near.write(bytes))
    }
  })
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve)
  })
  const url = new URL(databaseUrl)
  url.hostname = "127.0.0.1"
  url.port = String((server.address() as AddressInfo).port)
  return {
    url: url.toString(),
    stall: () => {
      isStalled = true
    },
    swallowed: () => swallowed,
    close: () => {
      sockets.forEach((socket) => socket.destroy())
      return new Promise((resolve) => {
        server.close(() => resolve())
      })
    },
  }
}

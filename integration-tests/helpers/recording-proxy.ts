import { type AddressInfo, type Socket, connect, createServer } from "node:net"

export type RecordingProxy = {
  port: number
  /** What clients have sent since {@link forget}, a buffer a connection. */
  sent: () => Buffer[]
  forget: () => void
  close: () => Promise<void>
}

/**
 * Stands between clients and a server and keeps every byte that clients send.
 *
 * @param far the server's port on this machine, or what answers in its place
 */
export async function startRecordingProxy(
  far: number | ((near: Socket, bytes: Buffer) => void)
): Promise<RecordingProxy> {
  const connections = new Set<Buffer[]>()
  const sockets = new Set<Socket>()
  const server = createServer((near) => {
    const chunks: Buffer[] = []
    connections.add(chunks)
    sockets.add(near)
    near.on("error", () => undefined)
    near.on("data", (bytes) => chunks.push(bytes))
    if (typeof far === "number") {
      const there = connect(far, "127.0.0.1")
      sockets.add(there)
      there.on("error", () => near.destroy())
      near.pipe(there).pipe(near)
      near.on("close", () => there.destroy())
    } else {
      near.on("data", (bytes) => far(near, bytes))
    }
  })
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    sent: () => [...connections].map((chunks) => Buffer.concat(chunks)),
    forget: () => connections.clear(),
    close: () => {
      sockets.forEach((socket) => socket.destroy())
      return new Promise((resolve) => {
        server.close(() => resolve())
      })
    },
  }
}

import { type Socket, connect } from "node:net"

/** A client that sends what it likes, when it likes. */
export type SlowClient = {
  /** Everything that came back. */
  received: () => string
  /** Resolves when the server has closed the connection. @returns after how many ms */
  cutOff: Promise<number>
  end: () => void
}

/**
 * Sends a beginning at once and then a byte now and then, and never the end.
 *
 * @param everyMs between one byte and the next; null sends none
 */
export function startSlowClient(
  url: string,
  { beginning, everyMs }: { beginning: string; everyMs: number | null }
): SlowClient {
  const { hostname, port } = new URL(url)
  const started = performance.now()
  let text = ""
  const socket: Socket = connect(Number(port), hostname, () => {
    socket.write(beginning)
  })
  // Whoever is cut off while sending is told so; that it is cut off is what is waited for.
  socket.on("error", () => undefined)
  socket.on("data", (chunk: Buffer) => {
    text += chunk.toString()
  })
  const dripping =
    everyMs === null ? null : setInterval(() => socket.write("x"), everyMs)
  const cutOff = new Promise<number>((resolve) => {
    socket.once("close", () => {
      clearInterval(dripping ?? undefined)
      resolve(performance.now() - started)
    })
  })
  return {
    received: () => text,
    cutOff,
    end: () => socket.destroy(),
  }
}

import {
  type AddressInfo,
  type Server,
  type Socket,
  connect,
  createServer,
} from "node:net"
import { setTimeout as delay } from "node:timers/promises"

/** The way that bytes go. */
export type Direction = "toServer" | "toClient"

type Weather = {
  delayMs: Record<Direction, number>
  /** So many bytes still pass before their connection is cut. */
  bytesLeft: Record<Direction, number>
  isStalled: boolean
  isHangingUp: boolean
}

/** Stands between a client and a database, and has all kinds of bad weather. */
export class FaultProxy {
  private readonly sockets = new Set<Socket>()
  private readonly weather: Weather = {
    delayMs: { toServer: 0, toClient: 0 },
    bytesLeft: { toServer: Infinity, toClient: Infinity },
    isStalled: false,
    isHangingUp: false,
  }
  private server: Server | null = null
  private port = 0
  private accepted = 0
  private lost = 0

  private constructor(private readonly target: URL) {}

  /** @param databaseUrl of the database behind it */
  static async start(databaseUrl: string): Promise<FaultProxy> {
    const proxy = new FaultProxy(new URL(databaseUrl))
    await proxy.accept()
    return proxy
  }

  /** The database's address, by way of the proxy. */
  get url(): string {
    const url = new URL(this.target)
    url.hostname = "127.0.0.1"
    url.port = String(this.port)
    return url.toString()
  }

  /** How many connections were made through it so far. */
  connections(): number {
    return this.accepted
  }

  /** Bytes that came from the client while it was stalled. */
  swallowed(): number {
    return this.lost
  }

  /** Each piece arrives so much later, in its order. */
  slowDown(delayMs: Partial<Record<Direction, number>>): void {
    Object.assign(this.weather.delayMs, delayMs)
  }

  /** From now on nothing is passed on, and nobody is told: connections are half open. */
  stall(): void {
    this.weather.isStalled = true
  }

  /** Connections that are made from now on work; those that were stalled lead nowhere for ever. */
  heal(): void {
    this.weather.isStalled = false
    this.weather.isHangingUp = false
    this.weather.bytesLeft = { toServer: Infinity, toClient: Infinity }
    this.slowDown({ toServer: 0, toClient: 0 })
  }

  /** Cuts the connection through which the next `bytes` in that direction have gone, once. */
  cutAfter(direction: Direction, bytes: number): void {
    this.weather.bytesLeft[direction] = bytes
  }

  /** Resets all connections, as a server does that dies. */
  reset(): void {
    this.sockets.forEach(cut)
  }

  /** From now on whoever connects is reset at once, and can be counted. */
  hangUp(): void {
    this.weather.isHangingUp = true
    this.reset()
  }

  /** Nobody listens any more, and who is connected is cut off. */
  async refuse(): Promise<void> {
    const server = this.server
    this.server = null
    const closed = new Promise((resolve) => server?.close(resolve))
    this.reset()
    await (server && closed)
  }

  /** Listens again, on the same port. */
  async accept(): Promise<void> {
    // Half open: not even the end of a connection is answered while it is stalled.
    const server = createServer({ allowHalfOpen: true }, (near) => {
      this.pass(near)
    })
    await new Promise<void>((resolve) => {
      server.listen(this.port, "127.0.0.1", resolve)
    })
    this.server = server
    this.port = (server.address() as AddressInfo).port
  }

  async close(): Promise<void> {
    await this.refuse()
  }

  private pass(near: Socket): void {
    this.accepted += 1
    this.keep(near)
    if (this.weather.isHangingUp) {
      cut(near)
      return
    }
    if (this.weather.isStalled) {
      near.on("data", (bytes) => (this.lost += bytes.length))
      return
    }
    const far = connect(Number(this.target.port || 5432), this.target.hostname)
    this.keep(far)
    // Connections that a stall met stay dead when the weather is fine again.
    const line = { isDead: false }
    this.carry(near, far, "toServer", line)
    this.carry(far, near, "toClient", line)
    near.on("end", () => line.isDead || this.weather.isStalled || near.end())
    far.on("end", () => line.isDead || this.weather.isStalled || near.end())
    near.on("close", () => far.destroy())
  }

  private carry(
    from: Socket,
    to: Socket,
    direction: Direction,
    line: { isDead: boolean }
  ): void {
    let before = NOTHING
    from.on("data", (bytes) => {
      line.isDead ||= this.weather.isStalled
      if (line.isDead) {
        this.lost += direction === "toServer" ? bytes.length : 0
        return
      }
      const wait = this.weather.delayMs[direction]
      const arrival = wait > 0 ? delay(wait) : null
      if (!arrival && before === NOTHING) {
        this.deliver(bytes, from, to, direction)
        return
      }
      before = Promise.all([before, arrival]).then(() => {
        this.deliver(bytes, from, to, direction)
      })
    })
  }

  private deliver(
    bytes: Buffer,
    from: Socket,
    to: Socket,
    direction: Direction
  ): void {
    const left = this.weather.bytesLeft[direction]
    if (bytes.length < left) {
      this.weather.bytesLeft[direction] = left - bytes.length
      to.write(bytes)
      return
    }
    this.weather.bytesLeft[direction] = Infinity
    to.write(bytes.subarray(0, left), () => {
      cut(from)
      cut(to)
    })
  }

  private keep(socket: Socket): void {
    this.sockets.add(socket)
    socket.on("error", () => undefined)
    socket.on("close", () => this.sockets.delete(socket))
  }
}

/** One that is being shut down cannot be reset as well: Node would wait for it for ever at its exit. */
function cut(socket: Socket): void {
  if (socket.writableEnded || socket.connecting) {
    socket.destroy()
  } else {
    socket.resetAndDestroy()
  }
}

const NOTHING: Promise<void> = Promise.resolve()

import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import Redis from "ioredis"
import { freePort } from "./free-port"
import { waitFor } from "./wait-for"

/** A Redis of the test's own that keeps nothing, as a cache host gives one. */
export type OwnRedis = {
  url: string
  /** Empties it, as after a failover to a new one. */
  empty: () => Promise<void>
  /** Ends it at once. */
  kill: () => Promise<void>
  /** Starts it again on the same port, empty. */
  start: () => Promise<void>
}

/** Starts a real redis-server. */
export async function startOwnRedis(): Promise<OwnRedis> {
  const port = await freePort()
  let child: ChildProcess | null = null
  const start = async (): Promise<void> => {
    child = await startProcess(port)
  }
  await start()
  return {
    url: `redis://127.0.0.1:${port}`,
    empty: () =>
      withRedis(port, async (redis) => {
        await redis.flushall()
      }),
    start,
    kill: async () => {
      if (child?.exitCode === null && child.signalCode === null) {
        const gone = once(child, "exit")
        child.kill("SIGKILL")
        await gone
      }
    },
  }
}

async function startProcess(port: number): Promise<ChildProcess> {
  const settings = ["--save", "", "--appendonly", "no", "--bind", "127.0.0.1"]
  const child = spawn(
    process.env.REDIS_SERVER_PATH ?? "redis-server",
    ["--port", String(port), ...settings],
    { cwd: "/", stdio: "ignore" }
  )
  process.once("exit", () => child.kill("SIGKILL"))
  await waitFor("Redis to answer", () =>
    withRedis(port, async (redis) => Boolean(await redis.ping()))
  )
  return child
}

async function withRedis<T>(
  port: number,
  run: (redis: Redis) => Promise<T>
): Promise<T> {
  const redis = new Redis(port, "127.0.0.1", {
    lazyConnect: true,
    retryStrategy: () => null,
  })
  redis.on("error", () => undefined)
  try {
    await redis.connect()
    return await run(redis)
  } finally {
    redis.disconnect()
  }
}

/**
 * Below those that the system hands out by itself (from 32,768 on Linux): what a test keeps free
 * between two starts of a backend is never the near end of another connection.
 */
const FIRST_PORT = 12_000
const PORTS_OF_A_WORKER = 2_000
const MOST_WORKERS = 10

/** A port that nobody listens on at this moment, and that no other worker of jest is given. */
export async function freePort(): Promise<number> {
  const { default: getPort, portNumbers } = await import("get-port")
  const worker = Number(process.env.JEST_WORKER_ID ?? 1) % MOST_WORKERS
  const first = FIRST_PORT + worker * PORTS_OF_A_WORKER
  const last = first + PORTS_OF_A_WORKER - 1
  const from = first + Math.floor((Math.random() * PORTS_OF_A_WORKER) / 2)
  return getPort({ port: portNumbers(from, last) })
}

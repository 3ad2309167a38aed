import { setTimeout as delay } from "node:timers/promises"

const LOOK_MS = 10
const MB = 1024 * 1024

/** Bytes: the least that was ever in use while nothing was done. */
let idle = Number.POSITIVE_INFINITY

/** Notes what the process has in use, once what is not needed was cleared away. */
export async function noteIdleMemory(): Promise<void> {
  globalThis.gc?.()
  // What was freed goes back to the system a little later.
  await delay(500)
  idle = Math.min(idle, process.memoryUsage.rss())
}

/**
 * Times some work and looks how much memory the process has in use meanwhile, over the least it had
 * when it did nothing: what a run has taken the process hardly gives back, and beside what it had
 * just before, the next run would seem to take nothing.
 */
export async function withMemory<Result>(
  work: () => Promise<Result>
): Promise<{ result: Result; seconds: number; memoryMb: number }> {
  await noteIdleMemory()
  let most = process.memoryUsage.rss()
  const look = () => {
    most = Math.max(most, process.memoryUsage.rss())
  }
  const timer = setInterval(look, LOOK_MS)
  const startedAt = performance.now()
  try {
    const result = await work()
    const seconds = (performance.now() - startedAt) / 1000
    look()
    return { result, seconds, memoryMb: (most - idle) / MB }
  } finally {
    clearInterval(timer)
  }
}

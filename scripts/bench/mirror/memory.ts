import { setTimeout as delay } from "node:timers/promises"

const LOOK_MS = 10
const MB = 1024 * 1024

/** @returns what the process has in use, in bytes, once what is not needed was cleared away */
export async function memoryInUse(): Promise<number> {
  globalThis.gc?.()
  // What was freed goes back to the system a little later.
  await delay(100)
  return process.memoryUsage.rss()
}

/**
 * Times some work and looks how much memory the process has in use meanwhile.
 *
 * @param idle bytes in use before any work: what a run has taken the process hardly gives back, and
 *   the next one would seem to take nothing
 */
export async function withMemory<Result>(
  idle: number,
  work: () => Promise<Result>
): Promise<{ result: Result; seconds: number; memoryMb: number }> {
  let most = await memoryInUse()
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

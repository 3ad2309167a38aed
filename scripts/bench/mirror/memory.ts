import { setTimeout as delay } from "node:timers/promises"

const LOOK_MS = 10
const MB = 1024 * 1024

/**
 * Times some work and looks how much memory the process has in use meanwhile, over what it had
 * after the rubbish of before was cleared away.
 */
export async function withMemory<Result>(
  work: () => Promise<Result>
): Promise<{ result: Result; seconds: number; memoryMb: number }> {
  globalThis.gc?.()
  // What was freed goes back to the system a little later.
  await delay(100)
  const idle = process.memoryUsage.rss()
  let most = idle
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

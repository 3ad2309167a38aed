import { spawn } from "node:child_process"
import { once } from "node:events"

const load = () => import("./process-identity.mjs")

const startSleeper = () => {
  const script = "process.stdin.resume()"
  return spawn(process.execPath, ["-e", script], { detached: true })
}

describe("which process it is", () => {
  const fields = (state: string) =>
    `4711 (a (strange) name) ${state} 1 4711 4711 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 98765 0`

  it("reads the start time behind a name with parentheses", async () => {
    const { startTimeFromStat } = await load()
    expect(startTimeFromStat(fields("S"))).toBe("98765")
  })

  it("takes a zombie for ended", async () => {
    const { startTimeFromStat } = await load()
    expect(startTimeFromStat(fields("Z"))).toBeNull()
  })

  it("does not take another process with the same pid for it", async () => {
    const { identify, isRunning } = await load()
    const self = identify(process.pid)
    expect(self && isRunning(self)).toBe(true)
    expect(isRunning({ pid: process.pid, startTime: "1" })).toBe(false)
  })

  it("leaves a process alone that only has the pid", async () => {
    const { endProcess, identify } = await load()
    const child = startSleeper()
    const pid = child.pid ?? 0
    await endProcess({ pid, startTime: "1" })
    const identity = identify(pid)
    expect(identity).not.toBeNull()
    const exited = once(child, "exit")
    if (identity) await endProcess(identity)
    await expect(exited).resolves.toEqual([null, "SIGTERM"])
  })
})

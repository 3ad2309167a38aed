import { spawn } from "node:child_process"
import { once } from "node:events"
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

const load = () => import("./run-record.mjs")
const loadIdentity = () => import("./process-identity.mjs")

describe("the record of a run", () => {
  let folder = ""
  let file = ""

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "run-record-"))
    file = join(folder, "run.json")
  })

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true })
  })

  it("keeps a second run out while the first one lives", async () => {
    const { openRunRecord } = await load()
    const first = await openRunRecord(file, [])
    expect(first).toMatchObject({ cleaned: [] })
    await expect(openRunRecord(file, [])).resolves.toEqual({
      runningPid: process.pid,
    })
  })

  it("ends what a killed run left, removes its files and takes over", async () => {
    const { openRunRecord } = await load()
    const { identify } = await loadIdentity()
    const child = spawn(process.execPath, ["-e", "process.stdin.resume()"], {
      detached: true,
    })
    const leftover = join(folder, "up.json")
    writeFileSync(leftover, "{}")
    const record = {
      owner: { pid: process.pid, startTime: "of a process that is no more" },
      processes: [
        {
          name: "server",
          ...identify(child.pid ?? 0),
          signal: "SIGTERM",
          graceMs: 5_000,
        },
      ],
      remove: [leftover],
    }
    writeFileSync(file, JSON.stringify(record))
    const exited = once(child, "exit")

    await expect(openRunRecord(file, [])).resolves.toMatchObject({
      cleaned: ["server"],
      record: { processes: [] },
    })
    await expect(exited).resolves.toEqual([null, "SIGTERM"])
    expect(existsSync(leftover)).toBe(false)
  })

  it("takes a record that was cut off in the middle for none", async () => {
    const { openRunRecord } = await load()
    writeFileSync(file, '{"owner": {"pi')
    await expect(openRunRecord(file, [])).resolves.toMatchObject({
      cleaned: [],
    })
  })
})

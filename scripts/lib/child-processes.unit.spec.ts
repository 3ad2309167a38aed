import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

type ChildProcesses = InstanceType<
  Awaited<ReturnType<typeof load>>["ChildProcesses"]
>

const load = () => import("./child-processes.mjs")
const node = process.execPath

describe("the children of a run", () => {
  let folder = ""
  let children: ChildProcesses

  beforeEach(async () => {
    const { ChildProcesses } = await load()
    const { openRunRecord } = await import("./run-record.mjs")
    folder = mkdtempSync(join(tmpdir(), "child-processes-"))
    const file = join(folder, "run.json")
    const opened = await openRunRecord(file, [])
    if (!("record" in opened)) throw new Error("The folder is not new.")
    children = new ChildProcesses(file, opened.record, folder)
  })

  afterEach(async () => {
    await children.stopAll()
    rmSync(folder, { recursive: true, force: true })
  })

  it("hand back what they wrote", async () => {
    const script = "console.log(1 + 1); console.error('aside')"
    const lines: string[] = []
    const output = await children.run("sum", node, ["-e", script], {
      onLine: (line: string) => lines.push(line),
    })
    expect(output).toBe("2\n")
    expect(lines.sort()).toEqual(["2", "aside"])
  })

  it("fail with the end of their log", async () => {
    const script = "console.error('no such table'); process.exitCode = 3"
    await expect(children.run("migrate", node, ["-e", script])).rejects.toThrow(
      /migrate ended with code 3\.[^]*no such table/
    )
  })

  it("fail readably where the program is not there", async () => {
    const service = children.start("ghost", "/no/such/program", [])
    await expect(service.exited).resolves.toMatchObject({ code: 127 })
  })

  it("are ended newest first, whatever they think of it", async () => {
    const ready = "process.stdout.write('ready')"
    const stubborn = `process.on('SIGTERM', () => {}); setInterval(() => {}, 1e9); ${ready}`
    const first = children.start("first", node, [
      "-e",
      "setInterval(() => {}, 1e9)",
    ])
    const second = children.start("second", node, ["-e", stubborn], {
      graceMs: 100,
    })
    await untilWritten(second.logFile, "ready")

    const order: string[] = []
    await children.stopAll((name: string) => order.push(name))

    expect(order).toEqual(["second", "first"])
    await expect(first.exited).resolves.toEqual({
      code: null,
      signal: "SIGTERM",
    })
    await expect(second.exited).resolves.toEqual({
      code: null,
      signal: "SIGKILL",
    })
  })

  it("are reported when they end without being asked to", async () => {
    children.start("server", node, ["-e", "process.exitCode = 7"])
    await expect(children.serviceEnded).resolves.toMatchObject({
      name: "server",
      exit: { code: 7, signal: null },
    })
  })

  it("are not started once the run is stopping", async () => {
    await children.stopAll()
    expect(() => children.start("late", node, ["-e", "0"])).toThrow("Stopped.")
  })
})

async function untilWritten(file: string, text: string): Promise<void> {
  const { lastLogLines } = await import("./log-tail.mjs")
  while (!lastLogLines(file).includes(text)) {
    await new Promise((resolve) => setImmediate(resolve))
  }
}

import { readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { projectRoot } from "../project"
import type { Shop } from "../shop"
import { waitFor } from "../wait-for"

const WRITER = join(
  projectRoot,
  "integration-tests/fixtures/access/write-memory.mjs"
)
const MB = 1024 * 1024

/** What a server keeps, without what is only not cleared away yet: the resident size never shrinks. */
export class MemoryInUse {
  private readonly file: string

  constructor(name: string) {
    this.file = join(tmpdir(), `memory-${name}-${process.pid}.json`)
  }

  /** For the server that is to be looked at. */
  get env(): Record<string, string> {
    return { MEMORY_FILE: this.file, NODE_OPTIONS: `--import=${WRITER}` }
  }

  /** In MB. */
  async of(shop: Shop): Promise<number> {
    rmSync(this.file, { force: true })
    process.kill(shop.pid, "SIGUSR2")
    const { heapUsed, external } = await waitFor("the memory in use", () => {
      const text = readFileSync(this.file, "utf8")
      return JSON.parse(text) as { heapUsed: number; external: number }
    })
    return (heapUsed + external) / MB
  }
}

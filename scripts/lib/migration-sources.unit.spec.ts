import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  writeFileSync,
} from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join, resolve } from "node:path"

describe("migrations run again", () => {
  const projectRoot = resolve(__dirname, "../..")
  let folder = ""

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "migration-sources-"))
  })

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true })
  })

  function write(path: string, text: string): void {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }

  async function changesWith(path: string): Promise<boolean> {
    const { hashMigrationSources } = await import("./migration-sources.mjs")
    write(path, "before")
    const before = hashMigrationSources(folder)
    write(path, "after")
    return hashMigrationSources(folder) !== before
  }

  it.each([
    "package-lock.json",
    "medusa-config.ts",
    "src/links/order-payment-link.ts",
    "src/migration-scripts/install-database-guards.ts",
    "src/modules/stripe-inbox/migrations/Migration1.ts",
    "src/modules/supabase-sync/client/stock-capture.ts",
    "src/workflows/storefront-orders/steps/install-payment-guard.ts",
    "src/workflows/stripe-inbox/steps/install-cart-guard.ts",
  ])("after a change of %s", async (path) => {
    expect(await changesWith(path)).toBe(true)
  })

  it.each([
    "src/modules/stripe-inbox/service.ts",
    "src/workflows/storefront-orders/steps/adopt-payment.ts",
  ])("but not after a change of %s", async (path) => {
    expect(await changesWith(path)).toBe(false)
  })

  it("after a change of any SQL that they install, which is where it is looked for", async () => {
    const { installedSql } = await import("./migration-sources.mjs")
    const missing = installedSql.filter(
      (path) => !existsSync(join(projectRoot, path))
    )
    expect(missing).toEqual([])
  })
})

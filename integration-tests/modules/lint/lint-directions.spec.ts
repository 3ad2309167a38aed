import { spawnSync } from "node:child_process"
import { basename, join, relative } from "node:path"

/*
 * ESLint runs as the program that `npm run lint` runs: it loads its
 * configuration with import(), which belongs to no jest module registry.
 */
type FileReport = {
  filePath: string
  messages: { ruleId: string | null; message: string }[]
}

const root = join(__dirname, "../../..")
const fixtures = join(root, "integration-tests/fixtures/lint")
const directions = "import-x/no-restricted-paths"

const expectedRule: Record<string, string> = {
  "src/admin/forbidden-module.tsx": directions,
  "src/api/orders/forbidden-job.ts": directions,
  "src/config/forbidden-workflow.ts": directions,
  "src/jobs/forbidden-console.ts": "no-console",
  "src/jobs/forbidden-subscriber.ts": directions,
  "src/lib/forbidden-module.ts": directions,
  "src/modules/ledger/forbidden-config.ts": directions,
  "src/modules/ledger/forbidden-environment-import.ts": "no-restricted-imports",
  "src/modules/ledger/forbidden-environment.ts": "no-restricted-properties",
  "src/modules/ledger/forbidden-other-module.ts": directions,
  "src/modules/ledger/forbidden-workflow.ts": directions,
  "src/types/forbidden-lib.ts": directions,
  "src/workflows/forbidden-api.ts": directions,
  "src/workflows/forbidden-script.ts": directions,
}

function lintFixtures(): Map<string, string[]> {
  const eslint = join(root, "node_modules/eslint/bin/eslint.js")
  const args = [eslint, ".", "--format", "json"]
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: fixtures,
    env: { ...process.env, NODE_OPTIONS: "" },
    encoding: "utf8",
  })
  // 1 is ESLint's word for having found something, as it should; 2 for having
  // failed itself.
  if (status !== 1) throw new Error(`ESLint ended with ${status}: ${stderr}`)
  const reports = JSON.parse(stdout) as FileReport[]
  return new Map(
    reports.map(({ filePath, messages }) => [
      relative(fixtures, filePath),
      messages.map(({ ruleId, message }) => ruleId ?? message),
    ])
  )
}

describe("the directions of imports", () => {
  let found = new Map<string, string[]>()

  beforeAll(() => {
    found = lintFixtures()
  })

  const forbidden = Object.entries(expectedRule)

  it.each(forbidden)("%s is reported", (file, rule) => {
    expect(found.get(file)).toEqual([rule])
  })

  it("knows every forbidden file of the fixture", () => {
    const files = [...found.keys()].filter((file) =>
      basename(file).startsWith("forbidden-")
    )
    expect(files.sort()).toEqual(forbidden.map(([file]) => file).sort())
  })

  it("reports nothing in the files that keep to the directions", () => {
    const allowed = [...found].filter(
      ([file]) => !basename(file).startsWith("forbidden-")
    )
    expect(allowed.length).toBeGreaterThanOrEqual(11)
    expect(allowed.filter(([, rules]) => rules.length > 0)).toEqual([])
  })
})

import {
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

describe("the files the commands keep", () => {
  let folder = ""

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "kept-files-"))
    mkdirSync(join(folder, "src"))
    writeFileSync(join(folder, "src", "a.ts"), "1")
  })

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true })
  })

  it("are told apart by name and content", async () => {
    const { hashFiles } = await import("./file-hash.mjs")
    const hash = () =>
      hashFiles(folder, ["src", "missing"], (path) => !path.endsWith(".md"))
    const first = hash()
    expect(hash()).toBe(first)
    writeFileSync(join(folder, "src", "README.md"), "read me")
    expect(hash()).toBe(first)
    writeFileSync(join(folder, "src", "b.ts"), "1")
    const second = hash()
    expect(second).not.toBe(first)
    writeFileSync(join(folder, "src", "b.ts"), "2")
    expect(hash()).not.toBe(second)
  })

  it("are made at random once, for their owner alone", async () => {
    const { loadCredentials } = await import("./credentials.mjs")
    const file = join(folder, "credentials.json")
    const made = loadCredentials(file)
    expect(loadCredentials(file)).toEqual(made)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(loadCredentials(join(folder, "other.json")).jwtSecret).not.toBe(
      made.jwtSecret
    )
  })

  it("make a stamp void when its source changes", async () => {
    const { Stamps } = await import("./stamps.mjs")
    const file = join(folder, "stamps.json")
    new Stamps(file).set("seed", "database 1")
    expect(new Stamps(file).matches("seed", "database 1")).toBe(true)
    expect(new Stamps(file).matches("seed", "database 2")).toBe(false)
  })
})

describe("addresses of databases", () => {
  it("are shown without their password", async () => {
    const { withoutPassword } = await import("./databases.mjs")
    const url = "postgres://shop:secret@db.example.com:6543/postgres"
    expect(withoutPassword(url)).toBe(
      "postgres://shop@db.example.com:6543/postgres"
    )
  })

  it("move with the server, and keep their login and name", async () => {
    const { withAddress } = await import("./databases.mjs")
    expect(
      withAddress(
        "postgres://a:b@127.0.0.1:1/legacy",
        "postgres://c:d@127.0.0.1:2/x"
      )
    ).toBe("postgres://a:b@127.0.0.1:2/legacy")
  })
})

describe("the environment of a child", () => {
  it("has none of the caller's own settings of the project", async () => {
    const { withoutProjectVariables } = await import("./environment.mjs")
    const base = {
      PATH: "/bin",
      DATABASE_URL: "postgres://live",
      METRICS_TOKEN: "t",
    }
    expect(withoutProjectVariables(base)).toEqual({ PATH: "/bin" })
  })
})

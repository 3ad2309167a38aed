import type { Pool } from "pg"
import { NamedStatements } from "./named-statements"

const CLAIM = { name: "claim", text: "SELECT 1" }

let asked: unknown[]

/** A pool that answers a call with a name as it is told, and any other with 1. */
function poolThat(answersNamed: () => unknown): Pick<Pool, "query"> {
  return {
    query: (query: unknown) => {
      asked.push(query)
      return typeof query === "string"
        ? Promise.resolve({ rows: [1] })
        : Promise.resolve().then(answersNamed)
    },
  } as unknown as Pick<Pool, "query">
}

const refusal = (code: string) => (): never => {
  throw Object.assign(new Error("No"), { code })
}

beforeEach(() => {
  asked = []
})

it("names a statement", async () => {
  const statements = new NamedStatements(poolThat(() => ({ rows: [2] })))
  const { rows } = await statements.query(
    { name: "claim", text: "SELECT $1" },
    [7]
  )
  expect(rows).toEqual([2])
  expect(asked).toEqual([{ name: "claim", text: "SELECT $1", values: [7] }])
})

it.each(["26000", "42P05"])(
  "goes on without names where a pooler has lost them (%s)",
  async (code) => {
    const statements = new NamedStatements(poolThat(refusal(code)))
    const { rows } = await statements.query(CLAIM, [])
    await statements.query(CLAIM, [])
    expect(rows).toEqual([1])
    expect(asked).toEqual([
      { name: "claim", text: "SELECT 1", values: [] },
      "SELECT 1",
      "SELECT 1",
    ])
  }
)

it("makes no statement again that may have been executed", async () => {
  const statements = new NamedStatements(poolThat(refusal("08006")))
  await expect(statements.query(CLAIM, [])).rejects.toThrow("No")
  expect(asked).toHaveLength(1)
})

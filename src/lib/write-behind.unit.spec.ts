import fc from "fast-check"
import { WriteBehind } from "./write-behind"

const sum = (earlier: number, later: number) => earlier + later

it("writes each note once, whatever fails in between", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom("a", "b", "flush", "fail"), { maxLength: 40 }),
      async (acts) => {
        const written = new Map<string, number>()
        let fails = false
        const failures: unknown[] = []
        const behind = new WriteBehind<number>({
          everyMs: 60_000,
          merge: sum,
          onFailure: (error) => failures.push(error),
          write: async (notes) => {
            await Promise.resolve()
            if (fails) {
              throw new Error("out")
            }
            for (const [name, value] of notes) {
              written.set(name, (written.get(name) ?? 0) + value)
            }
          },
        })
        for (const act of acts) {
          if (act === "flush" || act === "fail") {
            fails = act === "fail"
            // Notes come in while it writes, too.
            const flushed = behind.flush()
            behind.note("during", 1)
            await flushed
          } else {
            behind.note(act, 1)
          }
        }
        fails = false
        await behind.flush()
        for (const name of ["a", "b"]) {
          expect(written.get(name) ?? 0).toBe(
            acts.filter((act) => act === name).length
          )
        }
        expect(written.get("during") ?? 0).toBe(
          acts.filter((act) => act.startsWith("f")).length
        )
      }
    )
  )
})

it("writes by itself after a while", async () => {
  const seen = await new Promise((resolve) => {
    const behind = new WriteBehind<number>({
      everyMs: 1,
      merge: sum,
      onFailure: resolve,
      write: (notes) => {
        resolve([...notes])
        return Promise.resolve()
      },
    })
    behind.note("a", 1)
    behind.note("a", 2)
  })
  expect(seen).toEqual([["a", 3]])
})

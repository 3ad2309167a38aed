import { keepBriefly } from "./keep-briefly"

let time: number
let open: ((answer: string) => void)[]
let ask: (input: string) => Promise<string>

beforeEach(() => {
  time = 1_000
  open = []
  ask = keepBriefly(
    1_000,
    () => new Promise<string>((resolve) => open.push(resolve)),
    () => time
  )
})

it("asks once for all who ask while the question is open, however long that takes", async () => {
  const first = ask("a")
  time += 60_000
  const second = ask("b")
  open[0]?.("yes")
  expect(await Promise.all([first, second])).toEqual(["yes", "yes"])
  expect(open).toHaveLength(1)
})

it("keeps the answer until its time is over, counted from when it came", async () => {
  const first = ask("a")
  time += 5_000
  open[0]?.("yes")
  await first
  time += 999
  expect(await ask("b")).toBe("yes")
  time += 1
  const later = ask("c")
  open[1]?.("no")
  expect(await later).toBe("no")
})

it("keeps a failure too, and asks anew after it", async () => {
  let asked = 0
  const fail = keepBriefly(
    1_000,
    () => {
      asked += 1
      return Promise.reject(new Error(`failure ${asked}`))
    },
    () => time
  )
  await expect(fail(null)).rejects.toThrow("failure 1")
  await expect(fail(null)).rejects.toThrow("failure 1")
  time += 1_000
  await expect(fail(null)).rejects.toThrow("failure 2")
})

import { workAhead } from "./work-ahead"

async function* counting(to: number, given: number[] = []) {
  for (let number = 1; number <= to; number++) {
    given.push(number)
    yield await Promise.resolve(number)
  }
}

const collect = async <Item>(items: AsyncIterable<Item>): Promise<Item[]> => {
  const all: Item[] = []
  for await (const item of items) {
    all.push(item)
  }
  return all
}

const twice = (number: number) => Promise.resolve(2 * number)

describe("working ahead", () => {
  it.each([
    [0, 2],
    [1, 2],
    [2, 2],
    [3, 2],
    [10, 2],
    [10, 0],
  ])(
    "gives what came of %d items in their order, %d ahead",
    async (n, ahead) => {
      expect(await collect(workAhead(counting(n), twice, ahead))).toEqual(
        Array.from({ length: n }, (_, at) => 2 * (at + 1))
      )
    }
  )

  it("begins with the next ones, and with no more than so many", async () => {
    const given: number[] = []
    const pages = workAhead(counting(10, given), twice, 2)
    await pages.next()
    expect(given).toEqual([1, 2, 3])
    await pages.next()
    expect(given).toEqual([1, 2, 3, 4])
  })

  it("tells of a failure when it is that one's turn, and ends", async () => {
    const failing = (number: number) =>
      number === 2 ? Promise.reject(new Error("the second")) : twice(number)
    const pages = workAhead(counting(10), failing, 2)
    expect(await pages.next()).toEqual({ done: false, value: 2 })
    await expect(pages.next()).rejects.toThrow("the second")
    expect(await pages.next()).toEqual({ done: true, value: undefined })
  })

  it("closes what it reads from where no more are wanted", async () => {
    let isClosed = false
    async function* closing() {
      try {
        yield* counting(10)
      } finally {
        isClosed = true
      }
    }
    for await (const result of workAhead(closing(), twice, 2)) {
      expect(result).toBe(2)
      break
    }
    expect(isClosed).toBe(true)
  })
})

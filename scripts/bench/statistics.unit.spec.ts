const load = () => import("./statistics.mjs")

describe("the figures of a bench", () => {
  it("take the middle run, between two the mean of both", async () => {
    const { median } = await load()
    expect(median([9, 1, 100])).toBe(9)
    expect(median([4, 1, 2, 3])).toBe(2.5)
    expect(median([7])).toBe(7)
  })

  it("do not change the order of the runs", async () => {
    const { median } = await load()
    const runs = [3, 1, 2]
    median(runs)
    expect(runs).toEqual([3, 1, 2])
  })

  it("are not a number without a run", async () => {
    const { median } = await load()
    expect(median([])).toBeNaN()
  })
})

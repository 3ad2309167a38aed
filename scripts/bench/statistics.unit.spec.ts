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

describe("growth", () => {
  const sizes = [1_000, 10_000, 100_000]

  it.each([
    ["does not grow", () => 7, 0],
    ["grows with the size", (size: number) => 3 * size, 1],
    ["grows with the square of it", (size: number) => size ** 2 / 5, 2],
  ])("has the exponent of time that %s", async (_, timeOf, exponent) => {
    const { growthExponent } = await load()
    const points = sizes.map((size) => ({ size, time: timeOf(size) }))
    expect(growthExponent(points)).toBeCloseTo(exponent)
  })

  it("is drawn through points that are not on a line", async () => {
    const { growthExponent } = await load()
    const times = [1, 30, 100]
    const points = sizes.map((size, index) => ({
      size,
      time: times[index] ?? 0,
    }))
    expect(growthExponent(points)).toBeCloseTo(1)
  })

  it("is not a number of a single size, or of a time that was not taken", async () => {
    const { growthExponent } = await load()
    expect(growthExponent([{ size: 1_000, time: 1 }])).toBeNaN()
    expect(
      growthExponent([
        { size: 1_000, time: 1 },
        { size: 10_000, time: Number.NaN },
      ])
    ).toBeNaN()
  })
})

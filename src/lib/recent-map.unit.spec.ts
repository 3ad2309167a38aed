import fc from "fast-check"
import { RecentMap } from "./recent-map"

it("forgets what nobody asked for longest", () => {
  const map = new RecentMap<string, number>(2)
  map.set("a", 1)
  map.set("b", 2)
  map.get("a")
  map.set("c", 3)

  expect([map.get("a"), map.get("b"), map.get("c")]).toEqual([1, undefined, 3])
})

it("never keeps more than it may, and always what was set last", () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat({ max: 9 }), { minLength: 1 }),
      fc.integer({ min: 1, max: 5 }),
      (keys, limit) => {
        const map = new RecentMap<number, number>(limit)
        keys.forEach((key, at) => {
          map.set(key, at)
        })
        expect(map.size).toBe(Math.min(limit, new Set(keys).size))
        expect(map.get(keys.at(-1) ?? 0)).toBe(keys.length - 1)
      }
    )
  )
})

import fc from "fast-check"
import { deriveId } from "./derive-id"

const part = fc.oneof(fc.string(), fc.integer())

it("makes the same id of the same payment in every run and on every machine", () => {
  expect(deriveId("order", "pi_1")).toBe("order_8GKEYX5GKN3NAKDT82PBAZMQ7Z")
})

it("looks like Medusa's own ids: the prefix and 26 characters of Crockford's base 32", () => {
  fc.assert(
    fc.property(fc.array(part), (parts) => {
      expect(deriveId("ordli", ...parts)).toMatch(
        /^ordli_[0-9A-HJKMNP-TV-Z]{26}$/
      )
    })
  )
})

it.each([
  ["two payments", ["order", "pi_1"], ["order", "pi_2"]],
  ["two kinds of entity", ["order", "pi_1"], ["ordli", "pi_1"]],
  ["where one part ends", ["x", "a", "bc"], ["x", "ab", "c"]],
  ["how many parts there are", ["x", "ab"], ["x", "a", "b"]],
  ["an empty part", ["x", "a"], ["x", "a", ""]],
  ["the order", ["x", "a", "b"], ["x", "b", "a"]],
  ["a number and its text", ["x", 1], ["x", "1"]],
  ["prefix and part", ["a", "b"], ["ab"]],
] as const)("tells apart: %s", (_, [prefix, ...one], [other, ...two]) => {
  expect(deriveId(prefix, ...one)).not.toBe(deriveId(other, ...two))
})

it("tells any two lists of parts apart", () => {
  fc.assert(
    fc.property(fc.array(part), fc.array(part), (one, two) => {
      const same = JSON.stringify(one) === JSON.stringify(two)
      expect(deriveId("x", ...one) === deriveId("x", ...two)).toBe(same)
    })
  )
})

import fc from "fast-check"
import { readCutJson } from "./read-cut-json"

describe("a JSON text that was cut off", () => {
  it.each<[string, unknown]>([
    ['[{"size":"40R","quantity":1', [{ size: "40R" }]],
    ['[{"size":"40R","quantity":1,', [{ size: "40R", quantity: 1 }]],
    ['[{"size":"40R"},{"size":"42', [{ size: "40R" }, {}]],
    ['[{"size":"40R"},{"si', [{ size: "40R" }, {}]],
    ['[{"size":"40R"},', [{ size: "40R" }]],
    ['[{"size":10.', [{}]],
    ['[{"size":10.5}', [{ size: 10.5 }]],
    ['{"items":[{"a":{"b":["c","d', { items: [{ a: { b: ["c"] } }] }],
    ['[{"name":"Suit {slim}, \\"Size\\":\\"40R', [{}]],
    ['[{"name":"a\\', [{}]],
    ['[{"a":nul', [{}]],
    ['[{"a":null,"b":tru', [{ a: null }]],
    ["[", []],
    ["", undefined],
    ["40R, 42R", undefined],
    ["[object Object]", []],
    ['{"a":"b"', { a: "b" }],
  ])("%s says what stands there whole", (text, value) => {
    expect(readCutJson(text)).toEqual({ value, isWhole: false })
  })

  it.each<[string, unknown]>([
    ['[{"size":"40R"}]...', [{ size: "40R" }]],
    ['[{"size":"40R"...', [{ size: "40R" }]],
    ['[{"size":"40...', [{}]],
    ['[{"quantity":1...', [{}]],
    ["[{'size':'40R'}]", [{}]],
    ['[{"size":"40\nR"}]', [{}]],
  ])("%s is read up to where it goes wrong", (text, value) => {
    expect(readCutJson(text)).toEqual({ value, isWhole: false })
  })

  it("a whole text says what JSON says", () => {
    const value = fc.oneof(
      fc.array(fc.jsonValue()),
      fc.dictionary(fc.string(), fc.jsonValue())
    )
    fc.assert(
      fc.property(value, fc.constantFrom(0, 2), (value, indent) => {
        const text = JSON.stringify(value, null, indent)
        expect(readCutJson(text)).toEqual({
          value: JSON.parse(text) as unknown,
          isWhole: true,
        })
      })
    )
  })

  it("wherever it is cut off, it says nothing that the whole does not say there", () => {
    const list = fc.array(
      fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.double(), fc.nat()))
    )
    fc.assert(
      fc.property(list, fc.nat(), (list, nat) => {
        const text = JSON.stringify(list)
        const whole = JSON.parse(text) as Record<string, unknown>[]
        const cut = text.slice(0, nat % text.length)
        const { value, isWhole } = readCutJson(cut)
        expect(isWhole).toBe(false)
        const read = (value ?? []) as Record<string, unknown>[]
        read.forEach((fields, index) => {
          expect(whole[index]).toMatchObject(fields)
        })
      })
    )
  })
})
